package io.dimmer.exchange;

import java.util.Locale;

/** Why a request got its version. */
public enum AssignmentReason {
    /** The request named it and was allowed to. */
    FORCED(Evidence.NONE),
    /** The user is on the pin list. */
    PINNED(Evidence.LIMITS_ONLY),
    /** The request matched an open ring. */
    RING(Evidence.LIMITS_ONLY),
    /** A session cookie names it. */
    SESSION(Evidence.FULL),
    /** Weighted choice by the hash of the user's key. */
    HASH(Evidence.FULL),
    /** No key was found: weighted choice at random. */
    RANDOM(Evidence.FULL),
    /** The version that the hash would have chosen drains: chosen again among the others by the same hash. */
    DRAINED(Evidence.FULL),
    /** The kill switch sent everyone to stable. */
    KILLED(Evidence.NONE),
    /** The chosen version could not serve. */
    FALLBACK(Evidence.NONE),
    /** A later attempt after a failed one. */
    RETRY(Evidence.NONE);

    /** What a request that was assigned for this reason may tell the judge. */
    public enum Evidence {
        /** Nothing. */
        NONE,
        /** Whether absolute limits hold; it was not drawn by lot. */
        LIMITS_ONLY,
        /** Everything. */
        FULL
    }

    private final Evidence evidence;
    private final String word = name().toLowerCase(Locale.ROOT);

    AssignmentReason(Evidence evidence) {
        this.evidence = evidence;
    }

    /** What the judge may learn from it. */
    public Evidence evidence() {
        return evidence;
    }

    /** The word in headers, metrics and logs. */
    public String word() {
        return word;
    }
}
