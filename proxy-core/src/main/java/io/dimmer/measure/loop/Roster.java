package io.dimmer.measure.loop;

import io.dimmer.config.value.RouteName;
import io.dimmer.config.value.ServiceName;
import io.dimmer.config.value.VersionName;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What there is to measure, with the dense numbers that exchanges carry. Numbers belong to a name for the life of the
 * process; who has gone from the roster is measured no more.
 *
 * @param services in the order of the file
 * @param routes in the order of the file
 */
public record Roster(List<Service> services, List<Route> routes) {
    /** Nothing yet. */
    public static final Roster EMPTY = new Roster(List.of(), List.of());

    public Roster {
        services = List.copyOf(services);
        routes = List.copyOf(routes);
    }

    /**
     * A service.
     *
     * @param number dense, as exchanges carry it
     * @param stable dense number of the version that is trusted
     * @param versions in the order of the split
     * @param errors the outcome words that are errors, out of those whose fault is the upstream's
     */
    public record Service(int number, ServiceName name, int stable, List<Version> versions, Set<String> errors) {
        public Service {
            versions = List.copyOf(versions);
            errors = Set.copyOf(errors);
        }
    }

    /**
     * A version.
     *
     * @param number dense among the versions of all services, 0 to 65 535
     * @param build what is deployed
     */
    public record Version(int number, VersionName name, Optional<String> build) {}

    /**
     * A route.
     *
     * @param number dense
     * @param service number of the service that it leads to
     */
    public record Route(int number, RouteName name, int service) {}
}
