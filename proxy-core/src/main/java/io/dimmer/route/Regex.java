package io.dimmer.route;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * A regular expression that must match the whole of a text and cannot hang an event loop.
 *
 * <p>The expressions are those of {@link Pattern}, which goes back and tries again, for some expressions exponentially
 * often. So each look at a character is paid from an {@link Allowance} that all expressions of one request share; who
 * has spent it matches nothing any more. Texts longer than {@value #LONGEST} bytes match nothing either: the depth to
 * which {@code Pattern} nests its calls grows with the text.
 *
 * <p>Texts are read as ISO 8859-1, one character a byte, as they came over the wire; the pattern is turned into the
 * same form.
 */
final class Regex {
    /** Bytes of the longest text that can match. */
    static final int LONGEST = 1_024;

    private final Pattern pattern;

    private Regex(Pattern pattern) {
        this.pattern = pattern;
    }

    /**
     * Compiles.
     *
     * @throws java.util.regex.PatternSyntaxException when it is no regular expression
     */
    static Regex of(String text) {
        byte[] wire = text.getBytes(StandardCharsets.UTF_8);
        return new Regex(Pattern.compile(new String(wire, StandardCharsets.ISO_8859_1)));
    }

    /** True when the whole range matches within what is left of the allowance. */
    boolean matches(byte[] bytes, int start, int end, Allowance allowance) {
        if (end - start > LONGEST) {
            return false;
        }
        try {
            return pattern.matcher(new Text(bytes, start, end, allowance)).matches();
        } catch (Spent | StackOverflowError tooDear) {
            return false;
        }
    }

    /** How many looks at a character the regular expressions of one request may take together. */
    static final class Allowance {
        /** About a millisecond of one core. */
        private static final int LOOKS = 100_000;

        private final int[] left = {LOOKS};

        private void pay() {
            if (--left[0] < 0) {
                throw new Spent();
            }
        }
    }

    /** Leaves the matcher; without a stack trace, for it is expected and the trace is deep. */
    @SuppressWarnings("serial")
    private static final class Spent extends RuntimeException {
        private Spent() {
            super("the regular expressions of this request cost too much", null, false, false);
        }
    }

    /** Bytes as characters, each paid for. */
    private static final class Text implements CharSequence {
        private final byte[] bytes;
        private final int start;
        private final int end;
        private final Allowance allowance;

        private Text(byte[] bytes, int start, int end, Allowance allowance) {
            this.bytes = bytes;
            this.start = start;
            this.end = end;
            this.allowance = allowance;
        }

        @Override
        public int length() {
            return end - start;
        }

        @Override
        public char charAt(int index) {
            allowance.pay();
            return (char) (bytes[start + index] & 0xFF);
        }

        @Override
        public CharSequence subSequence(int from, int to) {
            return new Text(bytes, start + from, start + to, allowance);
        }

        @Override
        public String toString() {
            return new String(bytes, start, length(), StandardCharsets.ISO_8859_1);
        }
    }
}
