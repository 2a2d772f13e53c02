package io.dimmer.config.regex;

import io.dimmer.config.value.UnexpectedValueException;
import java.util.Arrays;

/**
 * A regular expression that must match the whole of a text, in time linear in its length, so that no text can hang an
 * event loop: all ways to match are followed at once, never one after the other (Thompson, "Regular expression search
 * algorithm", 1968). The cost is at most the length of the text times the size of the expression.
 *
 * <p>It is written as for {@link java.util.regex.Pattern}: characters, {@code .}, classes {@code [a-z]} and {@code
 * [^/]}, {@code \d \w \s} and their opposites, {@code \t \n \r \xhh \}uhhhh, groups, {@code |}, {@code * + ? {n} {n,}
 * {n,m}} (with {@code ?} after it too, which changes nothing here), {@code ^}, {@code $}, and {@code (?i)} at the start.
 * What needs going back, such as references to groups and looking around, is refused. Texts are UTF-8; a byte that is
 * not, matches only {@code .} and negated classes. Immutable, any thread.
 */
public final class Regex {
    /** Bytes of the longest text that can match; longer ones never do. */
    public static final int LONGEST_TEXT = 4_096;

    private final String text;
    private final Program program;

    private Regex(String text, Program program) {
        this.text = text;
        this.program = program;
    }

    /**
     * Compiles.
     *
     * @throws UnexpectedValueException when it is none, or asks for what cannot be had in linear time, or has more than
     *     {@value Program#LARGEST} states
     */
    public static Regex of(String text) {
        return new Regex(text, Program.of(new Parser(text).parse(), text));
    }

    /** True when the whole range matches. Allocates. */
    public boolean matches(byte[] bytes, int start, int end) {
        return end - start <= LONGEST_TEXT && new Run(program, start, end).matches(bytes);
    }

    /** As it was written. */
    @Override
    public String toString() {
        return text;
    }

    /** One look at one text: the states that are reached at a position, and at the next one. */
    private static final class Run {
        private final Program program;
        private final int start;
        private final int end;
        private final int[] seenAt;
        private final int[] pending;
        private int[] states;
        private int[] nextStates;
        private int count;

        private Run(Program program, int start, int end) {
            this.program = program;
            this.start = start;
            this.end = end;
            this.seenAt = new int[program.size()];
            this.pending = new int[program.size() + 1];
            this.states = new int[program.size()];
            this.nextStates = new int[program.size()];
            Arrays.fill(seenAt, -1);
        }

        private boolean matches(byte[] bytes) {
            int at = start;
            count = reach(Program.START, at, states, 0);
            while (at < end && count > 0) {
                long decoded = Utf8.decode(bytes, at, end);
                at = Utf8.next(decoded);
                count = step(Utf8.codePoint(decoded), at);
                int[] swapped = states;
                states = nextStates;
                nextStates = swapped;
            }
            for (int i = 0; i < count; i++) {
                if (program.accepts(states[i])) {
                    return at == end;
                }
            }
            return false;
        }

        private int step(int codePoint, int at) {
            int reached = 0;
            for (int i = 0; i < count; i++) {
                if (program.takes(states[i], codePoint)) {
                    reached = reach(states[i] + 1, at, nextStates, reached);
                }
            }
            return reached;
        }

        /** Adds a state and all that follow it without a character. Each is added once for a position. */
        private int reach(int from, int at, int[] into, int before) {
            int reached = before;
            int waiting = 0;
            pending[waiting++] = from;
            while (waiting > 0) {
                int state = pending[--waiting];
                if (seenAt[state] != at) {
                    seenAt[state] = at;
                    if (program.isPassed(state, at == start, at == end)) {
                        waiting = program.follow(state, pending, waiting);
                    } else {
                        into[reached++] = state;
                    }
                }
            }
            return reached;
        }
    }
}
