package io.dimmer.pipeline;

import io.dimmer.route.RouteTable;
import java.util.List;

/**
 * Everything that decides where requests go, as one immutable value: read once for each exchange, replaced as a whole,
 * so that no request sees half a change.
 *
 * @param routes leads to services by their index in the list
 * @param services as the table's routes number them
 */
public record EdgeSnapshot(RouteTable routes, List<ServiceEdge> services) {
    public EdgeSnapshot {
        services = List.copyOf(services);
    }
}
