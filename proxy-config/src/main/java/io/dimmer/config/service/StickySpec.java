package io.dimmer.config.service;

import io.dimmer.config.value.UnexpectedValueException;
import java.util.List;
import java.util.Set;

/**
 * How a user keeps a version.
 *
 * @param by the first that a request has is the key; empty: nobody has a key, every request is drawn at random
 * @param seed users are dealt anew for every seed
 */
public record StickySpec(List<KeySource> by, String seed) {
    public StickySpec {
        by = List.copyOf(by);
        UnexpectedValueException.unless(Set.copyOf(by).size() == by.size(), "sticky.by", by, "each source once");
        UnexpectedValueException.unless(!seed.isEmpty(), "sticky.seed", "an empty text", "at least one character");
    }
}
