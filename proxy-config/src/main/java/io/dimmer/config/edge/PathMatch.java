package io.dimmer.config.edge;

/**
 * What the path of a request must be, compared as it arrived, without decoding.
 *
 * @param kind {@code PREFIX} is by path element: {@code /reports} matches {@code /reports/x}, not {@code /reportsx}
 * @param text starts with {@code /} unless it is a regular expression
 */
public record PathMatch(Kind kind, String text) {
    /** How a path is compared; {@code REGEX} must match the whole path. */
    public enum Kind {
        EXACT,
        PREFIX,
        REGEX
    }
}
