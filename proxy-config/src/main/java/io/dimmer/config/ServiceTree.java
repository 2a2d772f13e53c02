package io.dimmer.config;

import io.dimmer.config.rollout.ErrorsSpec;
import io.dimmer.config.rollout.GuardSpec;
import io.dimmer.config.rollout.LatencySpec;
import io.dimmer.config.service.ForceSpec;
import io.dimmer.config.service.KeySource;
import io.dimmer.config.service.ServiceSpec;
import io.dimmer.config.service.StickySpec;
import io.dimmer.config.service.TimeoutsSpec;
import io.dimmer.config.service.VersionSpec;
import io.dimmer.config.value.Durations;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A service as the keys of the file.
 *
 * @param paths how a path is written
 */
record ServiceTree(Function<Path, String> paths) {
    private static final String OFF = "off";

    Map<String, Object> of(ServiceSpec spec) {
        Map<String, Object> versions = new LinkedHashMap<>();
        spec.versions().forEach(version -> versions.put(version.name().text(), version(version)));
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("stable", spec.stable().text());
        tree.put("versions", versions);
        tree.put("sticky", sticky(spec.sticky()));
        tree.put("force", force(spec.force()));
        tree.put("expose", SpecTree.word(spec.expose()));
        tree.put("timeouts", timeouts(spec.timeouts()));
        tree.put("guard", guard(spec.guard()));
        tree.put("drain", Map.of("deadline", Durations.format(spec.drain().deadline())));
        return tree;
    }

    private static Map<String, Object> version(VersionSpec spec) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("endpoints", SpecTree.texts(spec.endpoints()));
        tree.put("weight", new BigDecimal(spec.weight().toString()));
        if (!spec.labels().isEmpty()) {
            tree.put("labels", new TreeMap<String, Object>(spec.labels()));
        }
        spec.proxyProtocol().ifPresent(version -> tree.put("proxyProtocol", SpecTree.word(version)));
        return tree;
    }

    private static Map<String, Object> sticky(StickySpec spec) {
        List<Object> by = new ArrayList<>();
        spec.by().forEach(source -> by.add(source(source)));
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("by", by);
        tree.put("seed", spec.seed());
        return tree;
    }

    private static Map<String, Object> source(KeySource source) {
        return source.kind() == KeySource.Kind.CLIENT_ADDRESS
                ? Map.of("clientAddress", true)
                : Map.of(SpecTree.word(source.kind()), source.name());
    }

    private Map<String, Object> force(ForceSpec spec) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("header", spec.header());
        spec.cookie().ifPresent(cookie -> tree.put("cookie", cookie));
        spec.query().ifPresent(query -> tree.put("query", query));
        boolean networks = spec.allow() == ForceSpec.Allow.NETWORKS;
        tree.put("allow", networks ? SpecTree.texts(spec.networks()) : SpecTree.word(spec.allow()));
        spec.keys().ifPresent(file -> tree.put("keys", paths.apply(file)));
        tree.put("passOn", spec.passOn());
        return tree;
    }

    private static Map<String, Object> timeouts(TimeoutsSpec spec) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("connect", Durations.format(spec.connect()));
        tree.put("response", Durations.format(spec.response()));
        tree.put("idle", Durations.format(spec.idle()));
        spec.total().ifPresent(total -> tree.put("total", Durations.format(total)));
        return tree;
    }

    private static Map<String, Object> guard(GuardSpec spec) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("watch", SpecTree.texts(spec.watch()));
        tree.put("falseDrainProbability", spec.falseDrainProbability().toString());
        tree.put("unit", SpecTree.word(spec.unit()));
        tree.put("tick", Durations.format(spec.tick()));
        tree.put("blipTicks", spec.blipTicks());
        tree.put("errors", errors(spec.errors()));
        tree.put(
                "clientErrors",
                spec.clientErrors()
                        .<Object>map(client -> comparison(
                                client.tolerance().toString(), client.floor().toString()))
                        .orElse(OFF));
        tree.put("latency", spec.latency().<Object>map(ServiceTree::latency).orElse(OFF));
        tree.put("noTraffic", noTraffic(spec));
        tree.put("onFail", SpecTree.word(spec.onFail()));
        return tree;
    }

    private static Map<String, Object> errors(ErrorsSpec spec) {
        Map<String, Object> tree =
                comparison(spec.tolerance().toString(), spec.floor().toString());
        spec.max().ifPresent(max -> tree.put("max", max.toString()));
        tree.put("count", spec.count().stream().sorted().toList());
        return tree;
    }

    private static Map<String, Object> comparison(String tolerance, String floor) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("tolerance", tolerance);
        tree.put("floor", floor);
        return tree;
    }

    private static Map<String, Object> latency(LatencySpec spec) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("tolerance", spec.tolerance().toString());
        tree.put("slack", Durations.format(spec.slack()));
        if (!spec.max().isEmpty()) {
            Map<String, Object> limits = new LinkedHashMap<>();
            spec.max().forEach(limit -> limits.put(limit.quantile(), Durations.format(limit.limit())));
            tree.put("max", limits);
        }
        return tree;
    }

    private static Map<String, Object> noTraffic(GuardSpec spec) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("after", Durations.format(spec.noTraffic().after()));
        tree.put("then", "hold");
        return tree;
    }
}
