package io.dimmer.config.file.keys;

import io.dimmer.config.ProxySpec;
import io.dimmer.config.edge.AdminSpec;
import io.dimmer.config.edge.LimitsSpec;
import io.dimmer.config.edge.ListenerSpec;
import io.dimmer.config.edge.LogsSpec;
import io.dimmer.config.edge.MatchSpec;
import io.dimmer.config.edge.ProbesSpec;
import io.dimmer.config.edge.RouteSpec;
import io.dimmer.config.edge.ShutdownSpec;
import io.dimmer.config.edge.StateSpec;
import io.dimmer.config.edge.TrustSpec;
import io.dimmer.config.file.keys.route.RouteKeys;
import io.dimmer.config.file.keys.service.ServiceKeys;
import io.dimmer.config.file.model.Fields;
import io.dimmer.config.file.model.Key;
import io.dimmer.config.file.model.ListType;
import io.dimmer.config.file.model.MapType;
import io.dimmer.config.file.model.NameValues;
import io.dimmer.config.file.model.Section;
import io.dimmer.config.file.model.Values;
import io.dimmer.config.file.yaml.Mapping;
import io.dimmer.config.service.ServiceSpec;
import io.dimmer.config.value.RouteName;
import io.dimmer.config.value.ServiceName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The configuration file as a whole. */
public final class RootKeys {
    private static final Key<Integer> FORMAT = Key.of(
                    "format", Values.wholeNumber(1, 1, "1, the only format there is"), 1, "1")
            .means("Rises only when a key changes its meaning.")
            .such("1");
    static final Key<List<EdgeKeys.Listener>> LISTENERS = Key.required(
                    "listeners", new ListType<>(EdgeKeys.LISTENER, "listeners", 1, false))
            .means("The sockets that users come to.")
            .such("[{name: edge, address: 127.0.0.1:8080}]");
    static final Key<AdminSpec> ADMIN = Key.of("admin", EdgeKeys.ADMIN, AdminSpec.DEFAULT, "address: 127.0.0.1:9901")
            .noted()
            .means("The listener for people and scripts.")
            .such("{address: 127.0.0.1:9901}");
    static final Key<ProbesSpec> PROBES = Key.optional("probes", EdgeKeys.PROBES, "no such listener")
            .means("The read-only listener for probes and metrics.")
            .such("{address: 0.0.0.0:9902}");
    static final Key<TrustSpec> TRUSTED = Key.of(
                    "trustedProxies", TrustKeys.TRUST, TrustSpec.NOBODY, "nobody is trusted")
            .means("Whose forwarding headers (`X-Forwarded-For`, `Forwarded` and the like) are believed.")
            .such("[10.0.0.0/8]");
    static final Key<StateSpec> STATE = Key.optional("state", EdgeKeys.STATE, "dir: ./state beside the file")
            .means("Where run-time state lives.")
            .such("{dir: /var/lib/dimmer}");
    private static final Key<ShutdownSpec> SHUTDOWN = Key.of(
                    "shutdown", ShutdownKeys.SHUTDOWN, ShutdownSpec.DEFAULT, "delay: 0ms, deadline: 30s")
            .means("How the proxy stops.")
            .such("{delay: 5s, deadline: 30s}");
    private static final Key<UnaryOperator<LimitsSpec>> LIMITS = Key.optional(
                    "limits", LimitsKeys.LIMITS, "maxBody: none, bodies are streamed")
            .noted()
            .means("What a client may cost.")
            .such("{maxBody: 64MiB}");
    private static final Key<LogsSpec> LOGS = Key.of("logs", LogKeys.LOGS, LogsSpec.NONE, "no access log")
            .means("What is written about requests.")
            .such("{access: {format: json, sample: 10%}}");
    private static final Key<Boolean> DEFAULTS = Key.optional("defaults", ServiceKeys.DEFAULTS, "nothing")
            .means("Keys of a service for all services; one that writes the key replaces it whole.")
            .such("{timeouts: {response: 15s}}");
    static final Key<Map<String, ServiceSpec>> SERVICES = Key.required(
                    "services", new MapType<>(NameValues.NAMES, ServiceKeys.SERVICE, "services by name", 1))
            .means("What users call, by name.")
            .such("{shop: {versions: {blue: {endpoints: [10.0.0.5:8080]}}}}");
    static final Key<List<RouteKeys.Written>> ROUTES = Key.optional(
                    "routes",
                    new ListType<>(RouteKeys.ROUTE, "routes", 1, false),
                    "with one service, everything goes to it; with several, an error")
            .means("Which requests go to which service.")
            .such("[{name: shop, match: [{path: {prefix: /}}], service: shop}]");

    private static final Section<ProxySpec> FILE = Section.of(
                    "configuration",
                    "The configuration of one proxy.",
                    List.of(
                            FORMAT, LISTENERS, ADMIN, PROBES, TRUSTED, STATE, SHUTDOWN, LIMITS, LOGS, DEFAULTS,
                            SERVICES, ROUTES),
                    RootKeys::build)
            .later("tracing", "metrics", "notify", "windows", "freezes", "fleet");

    private RootKeys() {}

    /** The configuration file: what reads it and what describes it. */
    public static Section<ProxySpec> file() {
        return FILE;
    }

    /** The file with its {@code defaults} put into each service: what {@link #file} is to be read from. */
    public static Mapping spreadDefaults(Mapping file) {
        return Defaults.spread(file);
    }

    private static Optional<ProxySpec> build(Fields fields) {
        fields.get(FORMAT);
        fields.check(DEFAULTS);
        Optional<List<EdgeKeys.Listener>> listeners = fields.maybe(LISTENERS);
        AdminSpec admin = fields.get(ADMIN);
        Optional<ProbesSpec> probes = fields.maybe(PROBES);
        TrustSpec trusted = fields.get(TRUSTED);
        StateSpec state = fields.maybe(STATE).orElseGet(() -> EdgeKeys.defaultState(fields));
        ShutdownSpec shutdown = fields.get(SHUTDOWN);
        LimitsSpec limits =
                fields.maybe(LIMITS).orElse(UnaryOperator.identity()).apply(LimitsSpec.DEFAULT);
        LogsSpec logs = fields.get(LOGS);
        Map<String, ServiceSpec> services = fields.maybe(SERVICES).orElse(Map.of());
        Optional<List<RouteKeys.Written>> written = fields.maybe(ROUTES);
        RootRules rules = new RootRules(fields);
        rules.checkSockets(listeners.orElse(List.of()), admin, probes);
        rules.checkTrust(trusted, state);
        rules.checkRoutes(written);
        if (listeners.isEmpty() || services.isEmpty()) {
            return Optional.empty();
        }
        List<RouteSpec> routes = written.map(
                        all -> all.stream().map(RouteKeys.Written::spec).toList())
                .orElseGet(() -> List.of(implied(services.keySet().iterator().next())));
        List<ListenerSpec> sockets =
                listeners.get().stream().map(each -> each.under(limits)).toList();
        return Optional.of(new ProxySpec(
                sockets,
                admin,
                probes,
                trusted,
                state,
                shutdown,
                limits,
                logs,
                List.copyOf(services.values()),
                routes));
    }

    /** The route of a file with one service and no routes. */
    static RouteSpec implied(String service) {
        return new RouteSpec(new RouteName(service), List.of(MatchSpec.ANY), new ServiceName(service));
    }
}
