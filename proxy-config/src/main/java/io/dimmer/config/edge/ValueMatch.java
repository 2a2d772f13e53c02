package io.dimmer.config.edge;

import io.dimmer.config.regex.Regex;
import io.dimmer.config.value.UnexpectedValueException;
import java.util.List;

/**
 * What the value of a header, cookie or query parameter must be.
 *
 * @param kind how it is compared
 * @param values one text for {@code EXACT}, {@code PREFIX} and {@code REGEX}, one or more for {@code ANY_OF}, none for
 *     {@code PRESENT} and {@code ABSENT}
 */
public record ValueMatch(Kind kind, List<String> values) {
    /** How a value is compared; a {@link Regex} must match the whole value. */
    public enum Kind {
        EXACT(1, 1, "one value"),
        PREFIX(1, 1, "one value"),
        REGEX(1, 1, "one value"),
        ANY_OF(1, Integer.MAX_VALUE, "at least one value"),
        PRESENT(0, 0, "no value"),
        ABSENT(0, 0, "no value");

        private final int least;
        private final int most;
        private final String expected;

        Kind(int least, int most, String expected) {
            this.least = least;
            this.most = most;
            this.expected = expected;
        }

        private boolean takes(int values) {
            return values >= least && values <= most;
        }
    }

    public ValueMatch {
        values = List.copyOf(values);
        UnexpectedValueException.unless(
                kind.takes(values.size()), "match", kind + " with " + values.size() + " values", kind.expected);
        if (kind == Kind.REGEX) {
            Regex.of(values.get(0));
        }
    }
}
