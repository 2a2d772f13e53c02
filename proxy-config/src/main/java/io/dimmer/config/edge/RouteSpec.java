package io.dimmer.config.edge;

import io.dimmer.config.value.RouteName;
import io.dimmer.config.value.ServiceName;
import io.dimmer.config.value.UnexpectedValueException;
import java.util.List;

/**
 * A match that sends requests to a service.
 *
 * @param name unique among routes
 * @param match alternatives, at least one
 * @param service where the requests go
 */
public record RouteSpec(RouteName name, List<MatchSpec> match, ServiceName service) {
    public RouteSpec {
        match = List.copyOf(match);
        UnexpectedValueException.unless(!match.isEmpty(), "route " + name + ": match", match, "at least one");
    }
}
