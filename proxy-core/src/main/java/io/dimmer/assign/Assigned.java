package io.dimmer.assign;

/** What came of choosing a version. */
public enum Assigned {
    /** The exchange has its version. */
    ASSIGNED,
    /** One who may force named a version that the service does not have: 400, and the detail lists the versions. */
    UNKNOWN_VERSION,
    /** Nobody can serve it; the exchange has no version, and a reason if one was found. */
    NO_VERSION,
    /** One who may force followed a link: the answer is {@link ForceRedirect}. */
    REDIRECT
}
