package io.dimmer.config.file;

import io.dimmer.config.ProxySpec;
import io.dimmer.config.SpecTree;
import io.dimmer.config.edge.AdminSpec;
import io.dimmer.config.edge.LimitsSpec;
import io.dimmer.config.edge.LogsSpec;
import io.dimmer.config.edge.MatchSpec;
import io.dimmer.config.edge.RouteSpec;
import io.dimmer.config.edge.ShutdownSpec;
import io.dimmer.config.edge.StateSpec;
import io.dimmer.config.edge.TrustSpec;
import io.dimmer.config.rollout.GuardSpec;
import io.dimmer.config.service.DrainSpec;
import io.dimmer.config.service.Expose;
import io.dimmer.config.service.ForceSpec;
import io.dimmer.config.service.ServiceSpec;
import io.dimmer.config.service.TimeoutsSpec;
import io.dimmer.config.service.VersionSpec;
import io.dimmer.config.value.RouteName;
import io.dimmer.config.value.VersionName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes a specification as a file that can be committed. Reading it gives an equal specification. What is a default is
 * left out, but for what decides who gets which version: stable, weights, sticky keys and seed are always written.
 */
public final class ConfigWriter {
    private static final Set<String> ALWAYS = Set.of("stable", "versions", "sticky");

    private final ProxySpec spec;
    private final Path directory;

    private ConfigWriter(ProxySpec spec, Path directory) {
        this.spec = spec;
        this.directory = directory;
    }

    /**
     * The text of a file.
     *
     * @param spec what it is to mean
     * @param file where it is to stand: paths below its folder are written relative to it
     * @param comments by key, such as {@code services.shop.versions.canary}: each stands at the end of the key's line
     */
    public static String write(ProxySpec spec, Path file, Map<String, String> comments) {
        Path directory = file.toAbsolutePath().normalize().getParent();
        ConfigWriter writer = new ConfigWriter(spec, directory == null ? file.toAbsolutePath() : directory);
        return YamlPrinter.print(writer.tree(), comments);
    }

    private Map<String, Object> tree() {
        Map<String, Object> full = SpecTree.of(spec, this::path);
        Map<String, Object> bare = SpecTree.of(bare(), this::path);
        Map<String, Object> tree = prune(full, bare);
        tree.put("listeners", named(value(full, "listeners")));
        Map<String, Object> services = new LinkedHashMap<>();
        ((Map<?, ?>) value(full, "services"))
                .forEach((name, service) -> services.put(
                        String.valueOf(name), service((Map<?, ?>) service, value(bare, "services", name))));
        tree.put("services", services);
        tree.remove("routes");
        if (!isImplied()) {
            tree.put("routes", named(value(full, "routes")));
        }
        return inOrderOf(full, tree);
    }

    private String path(Path path) {
        if (!path.startsWith(directory) || path.equals(directory)) {
            return path.toString();
        }
        String below = directory.relativize(path).toString();
        return below.equals("none") ? "./none" : below;
    }

    /** What the file would mean if it said no more than it must. */
    private ProxySpec bare() {
        return new ProxySpec(
                spec.listeners(),
                AdminSpec.DEFAULT,
                Optional.empty(),
                TrustSpec.NOBODY,
                new StateSpec(Optional.of(directory.resolve("state"))),
                ShutdownSpec.DEFAULT,
                LimitsSpec.DEFAULT,
                LogsSpec.NONE,
                spec.services().stream().map(ConfigWriter::bare).toList(),
                spec.routes());
    }

    private static ServiceSpec bare(ServiceSpec service) {
        List<VersionName> others = service.versions().stream()
                .map(VersionSpec::name)
                .filter(name -> !name.equals(service.stable()))
                .toList();
        return new ServiceSpec(
                service.name(),
                service.stable(),
                service.versions(),
                service.sticky(),
                ForceSpec.DEFAULT,
                Expose.FORCERS,
                TimeoutsSpec.DEFAULT,
                GuardSpec.watching(others),
                DrainSpec.DEFAULT);
    }

    private boolean isImplied() {
        RouteSpec first = spec.routes().get(0);
        return spec.services().size() == 1
                && spec.routes().size() == 1
                && first.match().equals(List.of(MatchSpec.ANY))
                && first.name().equals(new RouteName(first.service().text()));
    }

    private static Map<String, Object> service(Map<?, ?> full, Object bare) {
        Map<String, Object> service = prune(full, (Map<?, ?>) bare);
        ALWAYS.forEach(key -> service.put(key, value(full, key)));
        return inOrderOf(full, service);
    }

    /** Without what stands in the other tree too. */
    private static Map<String, Object> prune(Map<?, ?> full, Map<?, ?> bare) {
        Map<String, Object> pruned = new LinkedHashMap<>();
        full.forEach((key, value) -> {
            Object unwritten = bare.get(key);
            if (value instanceof Map<?, ?> map && unwritten instanceof Map<?, ?> below) {
                Map<String, Object> rest = prune(map, below);
                if (!rest.isEmpty()) {
                    pruned.put(String.valueOf(key), rest);
                }
            } else if (!value.equals(unwritten)) {
                pruned.put(String.valueOf(key), value);
            }
        });
        return pruned;
    }

    /** A list of maps, each with its name, out of a map by name. */
    private static List<Object> named(Object byName) {
        List<Object> list = new ArrayList<>();
        ((Map<?, ?>) byName).forEach((name, value) -> {
            Map<String, Object> item = new LinkedHashMap<>();
            item.put("name", name);
            ((Map<?, ?>) value).forEach((key, below) -> item.put(String.valueOf(key), below));
            list.add(item);
        });
        return list;
    }

    private static Map<String, Object> inOrderOf(Map<?, ?> full, Map<String, Object> tree) {
        Map<String, Object> ordered = new LinkedHashMap<>();
        full.keySet().forEach(key -> {
            Object value = tree.get(String.valueOf(key));
            if (value != null) {
                ordered.put(String.valueOf(key), value);
            }
        });
        return ordered;
    }

    private static Object value(Map<?, ?> tree, Object... path) {
        Object value = tree;
        for (Object key : path) {
            value = ((Map<?, ?>) value).get(key);
            if (value == null) {
                throw new IllegalStateException("no key " + key + " in a tree that must have it");
            }
        }
        return value;
    }
}
