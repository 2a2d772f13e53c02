package io.dimmer.config.file.yaml;

import java.util.List;
import java.util.Optional;

/**
 * Keys with their values.
 *
 * @param site where it hangs
 * @param entries in the order of the file; no key twice
 */
public record Mapping(Site site, List<Entry> entries) implements Node {
    /**
     * A key with its value.
     *
     * @param key as text, whatever it looks like
     * @param value whose {@code owner} is where the key begins
     */
    public record Entry(String key, Node value) {}

    public Mapping {
        entries = List.copyOf(entries);
    }

    /** The value of a key. */
    public Optional<Node> get(String key) {
        return entries.stream()
                .filter(entry -> entry.key().equals(key))
                .map(Entry::value)
                .findFirst();
    }

    @Override
    public String found() {
        return entries.isEmpty() ? "an empty mapping" : "a mapping";
    }
}
