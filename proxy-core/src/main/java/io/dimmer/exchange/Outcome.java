package io.dimmer.exchange;

import java.util.Locale;

/**
 * How an exchange or an attempt ended: the closed list that metrics, logs, answers and the judge share.
 *
 * <p>The status is that of our own answer, 0 where the upstream's own answer passes or nobody is left to read one.
 */
public enum Outcome {
    ANSWERED(Fault.NONE, 0, ""),

    UPSTREAM_ERROR(Fault.UPSTREAM, 0, ""),
    CONNECT_FAILED(Fault.UPSTREAM, 502, "The service could not be reached"),
    CONNECT_TIMEOUT(Fault.UPSTREAM, 502, "The service could not be reached in time"),
    CONNECTION_RESET(Fault.UPSTREAM, 502, "The service closed the connection without an answer"),
    RESPONSE_INVALID(Fault.UPSTREAM, 502, "The service gave an answer that is not valid HTTP"),
    RESPONSE_TIMEOUT(Fault.UPSTREAM, 504, "The service did not answer in time"),
    RESPONSE_TRUNCATED(Fault.UPSTREAM, 0, "The service stopped in the middle of its answer"),

    CLIENT_GONE(Fault.CLIENT, 0, "The client left"),
    BAD_REQUEST(Fault.CLIENT, 400, "The request is not valid HTTP"),
    CLIENT_TIMEOUT(Fault.CLIENT, 408, "The request did not arrive in time"),
    BODY_TOO_LARGE(Fault.CLIENT, 413, "The request body is too large"),
    URI_TOO_LONG(Fault.CLIENT, 414, "The request target is too long"),
    HEADERS_TOO_LARGE(Fault.CLIENT, 431, "The request header fields are too large"),

    NO_ROUTE(Fault.PROXY, 404, "No route matches the request"),
    UNKNOWN_VERSION(Fault.PROXY, 400, "The forced version does not exist"),
    RATE_LIMITED(Fault.PROXY, 429, "Too many requests"),
    NO_VERSION(Fault.PROXY, 503, "No version can serve the request"),
    NO_CAPACITY(Fault.PROXY, 503, "No capacity is left"),
    BREAKER_OPEN(Fault.PROXY, 503, "The service is being given time to recover"),
    SHED(Fault.PROXY, 503, "Too much load"),
    DRAINING(Fault.PROXY, 503, "The proxy is stopping"),
    DRAIN_CUT(Fault.PROXY, 503, "The version was taken away"),
    DEADLINE_SPENT(Fault.PROXY, 504, "The time for the whole request is over"),
    INTERNAL_ERROR(Fault.PROXY, 500, "An error inside the proxy");

    private final Fault fault;
    private final int status;
    private final String title;
    private final String word = name().toLowerCase(Locale.ROOT);

    Outcome(Fault fault, int status, String title) {
        this.fault = fault;
        this.status = status;
        this.title = title;
    }

    /** Whose fault it was. */
    public Fault fault() {
        return fault;
    }

    /** The status of our own answer, or 0 where we give none. */
    public int status() {
        return status;
    }

    /** A sentence for people, empty where the upstream's answer passed. */
    public String title() {
        return title;
    }

    /** The word in metrics, logs, problem types and {@code X-Dimmer-Outcome}. */
    public String word() {
        return word;
    }
}
