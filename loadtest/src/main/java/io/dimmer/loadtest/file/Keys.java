package io.dimmer.loadtest.file;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A mapping of a file, whose keys are taken out one by one; what is left over at the end is unknown. */
final class Keys {
    private final String path;
    private final Map<?, ?> values;
    private final List<String> known = new ArrayList<>();

    private Keys(String path, Map<?, ?> values) {
        this.path = path;
        this.values = values;
    }

    static Keys of(String path, Object value) {
        if (value instanceof Map<?, ?> map) {
            return new Keys(path, map);
        }
        throw new IllegalArgumentException(
                (path.isEmpty() ? "file" : path) + ": found '" + value + "', expected a mapping");
    }

    /** The text of this key, if it is there; numbers and booleans as they were written. */
    Optional<String> text(String key) {
        Optional<Object> value = value(key);
        if (value.isPresent() && (value.get() instanceof Map || value.get() instanceof Collection)) {
            throw new IllegalArgumentException(at(key) + ": found a list or a mapping, expected one value");
        }
        return value.map(String::valueOf);
    }

    /** The entries of a list; one value alone is a list of one. */
    List<Object> list(String key) {
        Optional<Object> value = value(key);
        if (value.isEmpty()) {
            return List.of();
        }
        return value.get() instanceof Collection<?> many ? List.copyOf(many) : List.of(value.get());
    }

    Optional<Object> value(String key) {
        known.add(key);
        return Optional.ofNullable(values.get(key));
    }

    /** Where this key is, for messages. */
    String at(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /** Refuses keys that nobody asked for. */
    void requireNoOthers() {
        for (Object key : values.keySet()) {
            String name = String.valueOf(key);
            if (!known.contains(name)) {
                String nearest = known.stream()
                        .min(Comparator.comparingInt(candidate -> distance(candidate, name)))
                        .orElse("another one");
                throw new IllegalArgumentException(at(name) + ": unknown key, did you mean " + nearest + "?");
            }
        }
    }

    /** The edits from one word to the other (Levenshtein). */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
