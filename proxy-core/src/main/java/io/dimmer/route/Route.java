package io.dimmer.route;

import io.dimmer.config.value.RouteName;

/**
 * Where a request goes.
 *
 * @param number dense, for the life of the process
 * @param name of the route
 * @param service index of the service in the snapshot that holds the table
 */
public record Route(int number, RouteName name, int service) {}
