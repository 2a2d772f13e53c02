package io.dimmer.loadtest.record;

import java.util.Locale;

/** How a request ended, as the user saw it: a closed list. Everything but {@link #ANSWERED} is a failure to that user. */
public enum Ending {
    /** A complete answer with a status below 400. */
    ANSWERED,
    /** A complete answer with a status from 400 to 499. */
    CLIENT_ERROR,
    /** A complete answer with a status of 500 or more. */
    SERVER_ERROR,
    /** No connection came about. */
    CONNECT_FAILED,
    /** The connection ended before the head of the answer was complete. */
    CONNECTION_RESET,
    /** The connection ended after the head and before the end of the body. */
    TRUNCATED,
    /** What came was not HTTP/1.1. */
    INVALID_ANSWER,
    /** No complete answer within the time-out after the planned moment. */
    TIMEOUT;

    /** The ending that a complete answer with this status means. */
    public static Ending ofStatus(int status) {
        if (status >= 500) {
            return SERVER_ERROR;
        }
        return status >= 400 ? CLIENT_ERROR : ANSWERED;
    }

    /** Whether the user did not get what was asked for. */
    public boolean failed() {
        return this != ANSWERED;
    }

    /** The word for reports: lower case with underscores. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
