package io.dimmer.config.file.keys;

import io.dimmer.config.file.keys.service.ServiceKeys;
import io.dimmer.config.file.model.Key;
import io.dimmer.config.file.yaml.Mapping;
import io.dimmer.config.file.yaml.Mapping.Entry;
import io.dimmer.config.file.yaml.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts the keys of {@code defaults} into every service that does not write them. They keep their line and their path, so
 * that a problem in them is told once and where it is.
 */
final class Defaults {
    private Defaults() {}

    /** The file with its defaults spread. */
    static Mapping spread(Mapping file) {
        Optional<Mapping> defaults = mapping(file, "defaults");
        Optional<Mapping> services = mapping(file, "services");
        if (defaults.isEmpty() || services.isEmpty()) {
            return file;
        }
        List<Entry> known = defaults.get().entries().stream()
                .filter(entry -> isDefaultable(entry.key()))
                .toList();
        List<Entry> filled = services.get().entries().stream()
                .map(service -> new Entry(service.key(), fill(service.value(), known)))
                .toList();
        Mapping spread = new Mapping(services.get().site(), filled);
        List<Entry> entries = file.entries().stream()
                .map(entry -> entry.key().equals("services") ? new Entry(entry.key(), spread) : entry)
                .toList();
        return new Mapping(file.site(), entries);
    }

    private static Optional<Mapping> mapping(Mapping file, String key) {
        return file.get(key).filter(Mapping.class::isInstance).map(Mapping.class::cast);
    }

    private static boolean isDefaultable(String name) {
        return ServiceKeys.DEFAULTABLE.stream().map(Key::name).anyMatch(name::equals);
    }

    private static Node fill(Node service, List<Entry> defaults) {
        if (!(service instanceof Mapping mapping)) {
            return service;
        }
        List<Entry> entries = new ArrayList<>(mapping.entries());
        for (Entry entry : defaults) {
            if (mapping.get(entry.key()).isEmpty()) {
                entries.add(entry);
            }
        }
        return new Mapping(mapping.site(), entries);
    }
}
