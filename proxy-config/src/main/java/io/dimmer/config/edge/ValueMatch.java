package io.dimmer.config.edge;

import java.util.List;

/**
 * What the value of a header, cookie or query parameter must be.
 *
 * @param kind how it is compared
 * @param values one text for {@code EXACT}, {@code PREFIX} and {@code REGEX}, one or more for {@code ANY_OF}, none for
 *     {@code PRESENT} and {@code ABSENT}
 */
public record ValueMatch(Kind kind, List<String> values) {
    /** How a value is compared; {@code REGEX} must match the whole value. */
    public enum Kind {
        EXACT,
        PREFIX,
        REGEX,
        ANY_OF,
        PRESENT,
        ABSENT
    }

    public ValueMatch {
        values = List.copyOf(values);
    }
}
