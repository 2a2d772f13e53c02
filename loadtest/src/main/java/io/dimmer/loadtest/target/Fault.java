package io.dimmer.loadtest.target;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be wrong with a fake upstream: a closed list. */
public enum Fault {
    /** Nothing. */
    NONE,
    /** Answers 500. */
    ERRORS,
    /** Answers later than it should. */
    SLOW,
    /** Listens no more, and resets the connections it has. Always total: there is no share of it. */
    DEAD,
    /** Answers 404. */
    NOTFOUND,
    /** Resets the connection instead of answering. */
    RESET,
    /** Never answers, and keeps the connection. */
    HANG,
    /** Sends the body in pieces with pauses between them. */
    SLOWBODY,
    /** Sends the head and half of the body, then resets the connection. */
    CUTBODY;

    /** The word on the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The fault with this word, if there is one. */
    public static Optional<Fault> of(String word) {
        return Arrays.stream(values())
                .filter(fault -> fault.word().equals(word))
                .findFirst();
    }
}
