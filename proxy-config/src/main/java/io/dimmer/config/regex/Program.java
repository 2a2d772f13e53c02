package io.dimmer.config.regex;

import io.dimmer.config.value.UnexpectedValueException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An expression as states: each takes a character and goes to the next, or is passed without one. Immutable. */
final class Program {
    /** The most states of an expression. */
    static final int LARGEST = 500;

    /** The first state. */
    static final int START = 0;

    private final List<State> states;

    private Program(List<State> states) {
        this.states = List.copyOf(states);
    }

    private enum Kind {
        TAKE,
        FORK,
        JUMP,
        AT_START,
        AT_END,
        ACCEPT
    }

    /**
     * One state.
     *
     * @param ranges what {@code TAKE} takes
     * @param target where {@code FORK} also goes, and where {@code JUMP} goes
     */
    private record State(Kind kind, @Nullable Ranges ranges, int target) {}

    static Program of(Node node, String text) {
        UnexpectedValueException.unless(
                node.size() < LARGEST,
                "regex",
                "\"" + text + "\"",
                "at most " + LARGEST + " states, count repetitions");
        Writer writer = new Writer();
        node.emit(writer);
        writer.states.add(new State(Kind.ACCEPT, null, 0));
        return new Program(writer.states);
    }

    int size() {
        return states.size();
    }

    boolean accepts(int state) {
        return states.get(state).kind() == Kind.ACCEPT;
    }

    boolean takes(int state, int codePoint) {
        Ranges ranges = states.get(state).ranges();
        return ranges != null && ranges.contains(codePoint);
    }

    /** False for a state that waits: for a character, or at the end. An edge that is not here is passed to nowhere. */
    boolean isPassed(int state, boolean atStart, boolean atEnd) {
        return switch (states.get(state).kind()) {
            case TAKE, ACCEPT -> false;
            case FORK, JUMP -> true;
            case AT_START -> atStart;
            case AT_END -> atEnd;
        };
    }

    /** Puts the states that come after a passed one onto a stack, whose new height it returns. */
    int follow(int state, int[] stack, int height) {
        State passed = states.get(state);
        int top = height;
        if (passed.kind() != Kind.JUMP) {
            stack[top++] = state + 1;
        }
        if (passed.kind() == Kind.FORK || passed.kind() == Kind.JUMP) {
            stack[top++] = passed.target();
        }
        return top;
    }

    /** Collects states in order. */
    static final class Writer {
        private final List<State> states = new ArrayList<>();

        int here() {
            return states.size();
        }

        void take(Ranges ranges) {
            states.add(new State(Kind.TAKE, ranges, 0));
        }

        void edge(boolean atEnd) {
            states.add(new State(atEnd ? Kind.AT_END : Kind.AT_START, null, 0));
        }

        /** Goes on and to a place that is aimed at later; returns its number. */
        int fork() {
            states.add(new State(Kind.FORK, null, 0));
            return here() - 1;
        }

        /** Goes to a place that is aimed at later; returns its number. */
        int jump() {
            states.add(new State(Kind.JUMP, null, 0));
            return here() - 1;
        }

        void aim(int state, int target) {
            states.set(state, new State(states.get(state).kind(), null, target));
        }
    }
}
