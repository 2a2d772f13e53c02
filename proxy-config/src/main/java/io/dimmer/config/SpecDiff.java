package io.dimmer.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What differs between two specifications, key by key of the file. Pure. */
public final class SpecDiff {
    private SpecDiff() {}

    /**
     * One key that differs.
     *
     * @param key as in messages: {@code services.shop.versions.canary.weight}; listeners and routes by their name
     * @param before its value as it is written in a file, defaults written out; empty when there was none
     * @param after its value now; empty when there is none
     */
    public record Change(String key, Optional<String> before, Optional<String> after) {}

    /** The keys that differ, in the order of the reference; empty when the two are equal. */
    public static List<Change> between(ProxySpec before, ProxySpec after) {
        Map<String, String> old = values(before);
        Map<String, String> now = values(after);
        Set<String> keys = new LinkedHashSet<>(old.keySet());
        keys.addAll(now.keySet());
        List<Change> changes = new ArrayList<>();
        for (String key : keys) {
            Change change = new Change(key, Optional.ofNullable(old.get(key)), Optional.ofNullable(now.get(key)));
            if (!change.before().equals(change.after())) {
                changes.add(change);
            }
        }
        return changes;
    }

    /** Every key of the file with its value, defaults written out. */
    public static Map<String, String> values(ProxySpec spec) {
        Map<String, String> values = new LinkedHashMap<>();
        flatten("", SpecTree.of(spec, Path::toString), values);
        return values;
    }

    private static void flatten(String path, Map<?, ?> tree, Map<String, String> values) {
        tree.forEach((key, value) -> {
            String below = path.isEmpty() ? String.valueOf(key) : path + "." + key;
            if (value instanceof Map<?, ?> map) {
                flatten(below, map, values);
            } else {
                values.put(below, text(value));
            }
        });
    }

    /** As it would stand on one line of the file, without quotes. */
    private static String text(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> entry.getKey() + ": " + text(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof List<?> items) {
            return items.stream().map(SpecDiff::text).collect(Collectors.joining(", ", "[", "]"));
        }
        return String.valueOf(value);
    }
}
