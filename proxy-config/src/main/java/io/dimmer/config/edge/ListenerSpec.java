package io.dimmer.config.edge;

import io.dimmer.config.value.Address;

/**
 * One socket that users come to.
 *
 * @param name unique among listeners; a label of metrics
 * @param address port 0: the system chooses
 */
public record ListenerSpec(String name, Address address) {}
