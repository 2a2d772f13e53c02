package io.dimmer.route;

import io.dimmer.config.edge.ValueMatch;
import io.dimmer.config.regex.Regex;
import io.dimmer.exchange.Span;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a value has to be, compiled from a {@link ValueMatch}. Immutable. */
interface ValueTest {
    /** True when the value holds. */
    boolean holds(byte[] bytes, int start, int end);

    /** What holds when there is no value at all. */
    default boolean holdsWhenAbsent() {
        return false;
    }

    /** Compiles. */
    static ValueTest of(ValueMatch match) {
        List<byte[]> wanted = match.values().stream()
                .map(v -> v.getBytes(StandardCharsets.UTF_8))
                .toList();
        return switch (match.kind()) {
            case EXACT -> new AnyOf(wanted);
            case ANY_OF -> new AnyOf(wanted);
            case PREFIX -> new Prefix(wanted);
            case REGEX -> new Matching(Regex.of(match.values().get(0)));
            case PRESENT -> new Present();
            case ABSENT -> new Absent();
        };
    }

    /** One of some values. */
    record AnyOf(List<byte[]> wanted) implements ValueTest {
        @Override
        public boolean holds(byte[] bytes, int start, int end) {
            for (int i = 0; i < wanted.size(); i++) {
                if (Span.holds(bytes, start, end, wanted.get(i))) {
                    return true;
                }
            }
            return false;
        }
    }

    /** A beginning, the only one in the list. */
    record Prefix(List<byte[]> wanted) implements ValueTest {
        @Override
        public boolean holds(byte[] bytes, int start, int end) {
            return Span.startsWith(bytes, start, end, wanted.get(0));
        }
    }

    /** A regular expression. */
    record Matching(Regex regex) implements ValueTest {
        @Override
        public boolean holds(byte[] bytes, int start, int end) {
            return regex.matches(bytes, start, end);
        }
    }

    /** Any value. */
    record Present() implements ValueTest {
        @Override
        public boolean holds(byte[] bytes, int start, int end) {
            return true;
        }
    }

    /** No value. */
    record Absent() implements ValueTest {
        @Override
        public boolean holds(byte[] bytes, int start, int end) {
            return false;
        }

        @Override
        public boolean holdsWhenAbsent() {
            return true;
        }
    }
}
