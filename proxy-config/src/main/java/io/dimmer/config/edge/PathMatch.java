package io.dimmer.config.edge;

import io.dimmer.config.regex.Regex;
import io.dimmer.config.value.UnexpectedValueException;

/**
 * What the path of a request must be, compared as it arrived, without decoding.
 *
 * @param kind {@code PREFIX} is by path element: {@code /reports} matches {@code /reports/x}, not {@code /reportsx}
 * @param text starts with {@code /} unless it is a {@link Regex regular expression}; a prefix other than {@code /} ends without one
 */
public record PathMatch(Kind kind, String text) {
    /** How a path is compared; {@code REGEX} must match the whole path. */
    public enum Kind {
        EXACT,
        PREFIX,
        REGEX
    }

    public PathMatch {
        UnexpectedValueException.unless(
                kind == Kind.REGEX || text.startsWith("/"), "path", "\"" + text + "\"", "a path that starts with /");
        if (kind == Kind.REGEX) {
            Regex.of(text);
        }
        if (kind == Kind.PREFIX && text.length() > 1 && text.endsWith("/")) {
            text = text.substring(0, text.length() - 1);
        }
    }
}
