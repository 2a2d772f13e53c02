package io.dimmer.config;

import io.dimmer.config.edge.AdminSpec;
import io.dimmer.config.edge.LimitsSpec;
import io.dimmer.config.edge.ListenerSpec;
import io.dimmer.config.edge.LogsSpec.AccessSpec;
import io.dimmer.config.edge.MatchSpec;
import io.dimmer.config.edge.PathMatch;
import io.dimmer.config.edge.RouteSpec;
import io.dimmer.config.edge.ShutdownSpec;
import io.dimmer.config.edge.TrustSpec;
import io.dimmer.config.edge.ValueMatch;
import io.dimmer.config.value.Durations;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A specification as the keys of the file: maps in the order of the reference, texts with their units, numbers, flags
 * and lists. Complete: what is a default stands there too. Listeners and routes are maps by name.
 */
public final class SpecTree {
    private final Function<Path, String> paths;

    SpecTree(Function<Path, String> paths) {
        this.paths = paths;
    }

    /**
     * The tree of a specification.
     *
     * @param paths how a path is written: absolute, or relative to a folder
     */
    public static Map<String, Object> of(ProxySpec spec, Function<Path, String> paths) {
        return new SpecTree(paths).root(spec);
    }

    private Map<String, Object> root(ProxySpec spec) {
        Map<String, Object> listeners = new LinkedHashMap<>();
        spec.listeners().forEach(listener -> listeners.put(listener.name(), listener(listener, spec.limits())));
        Map<String, Object> services = new LinkedHashMap<>();
        ServiceTree serviceTree = new ServiceTree(paths);
        spec.services().forEach(service -> services.put(service.name().text(), serviceTree.of(service)));
        Map<String, Object> routes = new LinkedHashMap<>();
        spec.routes().forEach(route -> routes.put(route.name().text(), route(route)));
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("listeners", listeners);
        tree.put("admin", admin(spec.admin()));
        spec.probes()
                .ifPresent(probes ->
                        tree.put("probes", Map.of("address", probes.address().toString())));
        tree.put("trustedProxies", trust(spec.trustedProxies()));
        tree.put("state", Map.of("dir", spec.state().dir().map(paths).orElse("none")));
        tree.put("shutdown", shutdown(spec.shutdown()));
        tree.put("limits", limits(spec.limits()));
        spec.logs().access().ifPresent(access -> tree.put("logs", Map.of("access", access(access))));
        tree.put("services", services);
        tree.put("routes", routes);
        return tree;
    }

    private static Map<String, Object> listener(ListenerSpec spec, LimitsSpec all) {
        Map<String, Object> own = limits(spec.limits());
        own.entrySet().removeAll(limits(all).entrySet());
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("address", spec.address().toString());
        if (!spec.proxyProtocol().isEmpty()) {
            tree.put("proxyProtocol", Map.of("from", texts(spec.proxyProtocol())));
        }
        if (!own.isEmpty()) {
            tree.put("limits", own);
        }
        return tree;
    }

    private static Object trust(TrustSpec spec) {
        if (spec.hops().isEmpty() && spec.header().isEmpty()) {
            return texts(spec.from());
        }
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("from", texts(spec.from()));
        spec.hops().ifPresent(most -> tree.put("hops", most));
        spec.header().ifPresent(header -> tree.put("header", header.text()));
        return tree;
    }

    private Map<String, Object> admin(AdminSpec spec) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("address", spec.address().toString());
        spec.tokens().ifPresent(file -> tree.put("tokens", paths.apply(file)));
        return tree;
    }

    private static Map<String, Object> shutdown(ShutdownSpec spec) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("delay", Durations.format(spec.delay()));
        tree.put("deadline", Durations.format(spec.deadline()));
        return tree;
    }

    private static Map<String, Object> limits(LimitsSpec spec) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("maxRequestLine", spec.maxRequestLine().toString());
        tree.put("maxHeaderBytes", spec.maxHeaderBytes().toString());
        tree.put("maxHeaderCount", spec.maxHeaderCount());
        spec.maxBody().ifPresent(size -> tree.put("maxBody", size.toString()));
        tree.put("headerTimeout", Durations.format(spec.headerTimeout()));
        tree.put("idleTimeout", Durations.format(spec.idleTimeout()));
        tree.put("connections", spec.connections());
        spec.connectionsPerAddress().ifPresent(most -> tree.put("connectionsPerAddress", most));
        spec.requestsPerConnection().ifPresent(most -> tree.put("requestsPerConnection", most));
        spec.firstBodyByteTimeout().ifPresent(time -> tree.put("firstBodyByteTimeout", Durations.format(time)));
        spec.memory().ifPresent(size -> tree.put("memory", size.toString()));
        spec.minBodyRate().ifPresent(rate -> tree.put("minBodyRate", rate.toString()));
        return tree;
    }

    private Map<String, Object> access(AccessSpec spec) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("format", word(spec.format()));
        tree.put("sample", spec.sample().toString());
        spec.file().ifPresent(file -> tree.put("file", paths.apply(file)));
        return tree;
    }

    private static Map<String, Object> route(RouteSpec spec) {
        List<Object> alternatives = new ArrayList<>();
        spec.match().forEach(match -> alternatives.add(match(match)));
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("match", alternatives);
        tree.put("service", spec.service().text());
        return tree;
    }

    private static Map<String, Object> match(MatchSpec spec) {
        Map<String, Object> tree = new LinkedHashMap<>();
        put(tree, "hosts", spec.hosts());
        Optional<PathMatch> path =
                spec.equals(MatchSpec.ANY) ? Optional.of(new PathMatch(PathMatch.Kind.PREFIX, "/")) : spec.path();
        path.ifPresent(match -> tree.put("path", Map.of(word(match.kind()), match.text())));
        put(tree, "methods", spec.methods());
        put(tree, "headers", spec.headers());
        put(tree, "query", spec.query());
        put(tree, "cookies", spec.cookies());
        put(tree, "clientAddresses", texts(spec.clientAddresses()));
        return tree;
    }

    private static void put(Map<String, Object> tree, String key, List<String> values) {
        if (!values.isEmpty()) {
            tree.put(key, values);
        }
    }

    private static void put(Map<String, Object> tree, String key, Map<String, ValueMatch> values) {
        if (!values.isEmpty()) {
            Map<String, Object> sorted = new TreeMap<>();
            values.forEach((name, match) -> sorted.put(name, value(match)));
            tree.put(key, sorted);
        }
    }

    private static Object value(ValueMatch match) {
        return switch (match.kind()) {
            case EXACT -> match.values().get(0);
            case PREFIX, REGEX -> Map.of(word(match.kind()), match.values().get(0));
            case ANY_OF -> Map.of("anyOf", match.values());
            case PRESENT -> Map.of("present", true);
            case ABSENT -> Map.of("present", false);
        };
    }

    /** The constant as it is written in files. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** Each of them as text. */
    static List<String> texts(List<?> values) {
        return values.stream().map(String::valueOf).toList();
    }
}
