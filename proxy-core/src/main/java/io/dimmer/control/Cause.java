package io.dimmer.control;

import java.util.Locale;

/** What set off a change of a version's state. */
public enum Cause {
    /** The configuration file. */
    FILE,
    /** The guard's verdict. */
    GUARD,
    /** A person or a script, through the admin API. */
    PERSON;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** The word in API and metrics. */
    public String word() {
        return word;
    }
}
