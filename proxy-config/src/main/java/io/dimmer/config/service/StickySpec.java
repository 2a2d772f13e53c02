package io.dimmer.config.service;

import java.util.List;

/**
 * How a user keeps a version.
 *
 * @param by the first that a request has is the key
 * @param seed users are dealt anew for every seed
 */
public record StickySpec(List<KeySource> by, String seed) {
    public StickySpec {
        by = List.copyOf(by);
    }
}
