package io.dimmer.exchange;

import java.util.Locale;

/** What a version takes. */
public enum VersionState {
    /** Normal. */
    READY,
    /** Nobody new; running requests finish; it can still be forced. */
    DRAIN,
    /** Nobody, now; forced neither. */
    MAINT;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** The word in files, API and metrics. */
    public String word() {
        return word;
    }
}
