package io.dimmer.server;

import io.dimmer.assign.Assigner;
import io.dimmer.assign.Split;
import io.dimmer.config.ProxySpec;
import io.dimmer.config.edge.RouteSpec;
import io.dimmer.config.service.ServiceSpec;
import io.dimmer.config.value.ServiceName;
import io.dimmer.control.state.ServiceState;
import io.dimmer.control.state.Standing;
import io.dimmer.measure.loop.Roster;
import io.dimmer.pipeline.EdgeSnapshot;
import io.dimmer.pipeline.ServiceEdge;
import io.dimmer.route.RouteTable;
import io.dimmer.server.file.ForceKeys;
import io.dimmer.upstream.Upstream;
import io.dimmer.upstream.Upstreams;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compiles what is in force into what the event loops read. What has not changed is not made again. Control thread. */
final class SnapshotBuilder {
    private final LiveNumbers numbers;
    private final Upstreams upstreams;
    private final Map<ServiceName, Made> made = new HashMap<>();
    private @Nullable ProxySpec compiledFor;
    private @Nullable RouteTable table;

    SnapshotBuilder(LiveNumbers numbers, Upstreams upstreams) {
        this.numbers = numbers;
        this.upstreams = upstreams;
    }

    EdgeSnapshot snapshot(ProxySpec spec, List<ServiceState> states, ForceKeys keys) {
        List<ServiceEdge> services = new ArrayList<>(states.size());
        for (ServiceState state : states) {
            Made next = make(state, upstreams(state), keys, made.get(state.name()));
            made.put(state.name(), next);
            services.add(next.edge);
        }
        if (made.size() > states.size()) {
            made.keySet().retainAll(states.stream().map(ServiceState::name).toList());
        }
        return new EdgeSnapshot(routes(spec, states), services);
    }

    /** What a service was compiled to, and of what. */
    private record Made(ServiceState state, List<Upstream> running, ForceKeys keys, ServiceEdge edge) {
        boolean isOf(ServiceSpec spec, List<Upstream> upstreams, ForceKeys forceKeys) {
            return state.spec().equals(spec) && running.equals(upstreams) && keys.equals(forceKeys);
        }
    }

    private Made make(ServiceState state, List<Upstream> running, ForceKeys keys, @Nullable Made before) {
        ServiceName name = state.name();
        if (before == null || !before.isOf(state.spec(), running, keys)) {
            Assigner assigner = Assigner.of(state.spec(), split(state), keys.of(state.spec()));
            return new Made(state, running, keys, ServiceEdge.of(numbers.of(name), state.spec(), assigner, running));
        }
        return before.state.equals(state) ? before : new Made(state, running, keys, before.edge.with(split(state)));
    }

    private Split split(ServiceState state) {
        return state.split(version -> numbers.of(state.name(), version));
    }

    List<Upstream> upstreams(ServiceState state) {
        return state.standings().stream()
                .map(s -> upstreams.of(
                        numbers.of(state.name(), s.name()), s.spec().endpoints()))
                .toList();
    }

    private RouteTable routes(ProxySpec spec, List<ServiceState> states) {
        RouteTable known = table;
        if (known != null && compiledFor != null && sameRoutes(compiledFor, spec)) {
            return known;
        }
        List<ServiceName> order = states.stream().map(ServiceState::name).toList();
        RouteTable made = RouteTable.of(spec.routes(), numbers::of, order::indexOf);
        table = made;
        compiledFor = spec;
        return made;
    }

    private static boolean sameRoutes(ProxySpec before, ProxySpec after) {
        return before.routes().equals(after.routes()) && order(before).equals(order(after));
    }

    private static List<ServiceName> order(ProxySpec spec) {
        return spec.services().stream().map(s -> s.name()).toList();
    }

    /** Who there is to measure. */
    Roster roster(ProxySpec spec, List<ServiceState> states) {
        List<Roster.Service> services = states.stream().map(this::service).toList();
        List<Roster.Route> routes = new ArrayList<>();
        for (RouteSpec route : spec.routes()) {
            routes.add(new Roster.Route(numbers.of(route.name()), route.name(), numbers.of(route.service())));
        }
        return new Roster(services, routes);
    }

    private Roster.Service service(ServiceState state) {
        ServiceName name = state.name();
        List<Roster.Version> versions =
                state.standings().stream().map(s -> version(name, s)).toList();
        return new Roster.Service(
                numbers.of(name),
                name,
                numbers.of(name, state.stable()),
                versions,
                state.spec().guard().errors().count());
    }

    private Roster.Version version(ServiceName service, Standing standing) {
        return new Roster.Version(numbers.of(service, standing.name()), standing.name(), standing.build());
    }
}
