package io.dimmer.loadtest.threshold;

import java.util.Locale;

/**
 * What a threshold came to.
 *
 * @param threshold as it was written
 * @param value the figure with its unit, or why there is none
 */
public record Finding(String threshold, State state, String value) {

    /** How it ended. */
    public enum State {
        /** The limit was kept. */
        PASSED,
        /** It was not. */
        FAILED,
        /** The run says nothing about it. */
        VOID;

        /** The word for reports. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
