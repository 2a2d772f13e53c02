package io.dimmer.config;

import io.dimmer.config.edge.AdminSpec;
import io.dimmer.config.edge.LimitsSpec;
import io.dimmer.config.edge.ListenerSpec;
import io.dimmer.config.edge.LogsSpec;
import io.dimmer.config.edge.ProbesSpec;
import io.dimmer.config.edge.RouteSpec;
import io.dimmer.config.edge.ShutdownSpec;
import io.dimmer.config.edge.StateSpec;
import io.dimmer.config.edge.TrustSpec;
import io.dimmer.config.service.ServiceSpec;
import io.dimmer.config.value.ServiceName;
import io.dimmer.config.value.UnexpectedValueException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The whole configuration of one proxy, complete: what the file leaves out is filled with its default.
 *
 * @param listeners at least one
 * @param admin for people and scripts
 * @param probes absent by default
 * @param trustedProxies whose forwarding headers are believed
 * @param state where run-time state lives
 * @param shutdown how it stops
 * @param limits what a client may cost
 * @param logs what is written about requests
 * @param services in the order of the file, at least one
 * @param routes at least one; with one service and none written, one that sends everything to it
 */
public record ProxySpec(
        List<ListenerSpec> listeners,
        AdminSpec admin,
        Optional<ProbesSpec> probes,
        TrustSpec trustedProxies,
        StateSpec state,
        ShutdownSpec shutdown,
        LimitsSpec limits,
        LogsSpec logs,
        List<ServiceSpec> services,
        List<RouteSpec> routes) {
    public ProxySpec {
        listeners = List.copyOf(listeners);
        services = List.copyOf(services);
        routes = List.copyOf(routes);
        UnexpectedValueException.unless(!listeners.isEmpty(), "listeners", listeners, "at least one");
        UnexpectedValueException.unless(!routes.isEmpty(), "routes", routes, "at least one");
        Set<ServiceName> names = services.stream().map(ServiceSpec::name).collect(Collectors.toSet());
        UnexpectedValueException.unless(
                !names.isEmpty() && names.size() == services.size(), "services", names, "at least one, each once");
        for (RouteSpec route : routes) {
            UnexpectedValueException.unless(
                    names.contains(route.service()),
                    "route " + route.name() + ": service",
                    route.service(),
                    "one of " + names);
        }
    }

    /** The same configuration with that service in the place of the one of its name. */
    public ProxySpec withService(ServiceSpec other) {
        return withServices(services.stream()
                .map(service -> service.name().equals(other.name()) ? other : service)
                .toList());
    }

    /** The same configuration with those services. */
    public ProxySpec withServices(List<ServiceSpec> others) {
        return new ProxySpec(listeners, admin, probes, trustedProxies, state, shutdown, limits, logs, others, routes);
    }

    /** The same configuration, with what only a restart changes, its state directory, as it is in the one that runs. */
    public ProxySpec keepingOf(ProxySpec running) {
        return new ProxySpec(
                listeners, admin, probes, trustedProxies, running.state, shutdown, limits, logs, services, routes);
    }

    /** The service of that name. */
    public Optional<ServiceSpec> service(ServiceName wanted) {
        return services.stream().filter(s -> s.name().equals(wanted)).findFirst();
    }
}
