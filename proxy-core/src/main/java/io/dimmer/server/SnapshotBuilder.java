package io.dimmer.server;

import io.dimmer.assign.Assigner;
import io.dimmer.config.ProxySpec;
import io.dimmer.config.edge.RouteSpec;
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
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compiles what is in force into what the event loops read. What has not changed is not made again. Control thread. */
final class SnapshotBuilder {
    private final LiveNumbers numbers;
    private final Upstreams upstreams;
    private @Nullable ProxySpec compiledFor;
    private @Nullable RouteTable table;

    SnapshotBuilder(LiveNumbers numbers, Upstreams upstreams) {
        this.numbers = numbers;
        this.upstreams = upstreams;
    }

    EdgeSnapshot snapshot(ProxySpec spec, List<ServiceState> states, ForceKeys keys) {
        List<ServiceEdge> services = states.stream()
                .map(state -> edge(state, upstreams(state), keys))
                .toList();
        return new EdgeSnapshot(routes(spec, states), services);
    }

    private ServiceEdge edge(ServiceState state, List<Upstream> running, ForceKeys keys) {
        ServiceName name = state.name();
        Assigner assigner =
                Assigner.of(state.spec(), state.split(version -> numbers.of(name, version)), keys.of(state.spec()));
        return ServiceEdge.of(numbers.of(name), state.spec(), assigner, running);
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
