package io.dimmer.exchange;

import java.util.Locale;

/** Whose fault an {@link Outcome} was. Only {@code UPSTREAM} counts against a version. */
public enum Fault {
    NONE,
    UPSTREAM,
    CLIENT,
    PROXY;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** The word in metrics and logs. */
    public String word() {
        return word;
    }
}
