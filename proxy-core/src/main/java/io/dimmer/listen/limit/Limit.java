package io.dimmer.listen.limit;

import io.dimmer.exchange.Outcome;

/**
 * The limits that a client can meet, each with the outcome of a request that meets it; the words are the keys of the
 * file.
 */
public enum Limit {
    MAX_REQUEST_LINE("maxRequestLine", Outcome.URI_TOO_LONG, "The request line is too long"),
    MAX_HEADER_BYTES("maxHeaderBytes", Outcome.HEADERS_TOO_LARGE, "The header fields are too large"),
    MAX_HEADER_COUNT("maxHeaderCount", Outcome.HEADERS_TOO_LARGE, "The head has too many header fields"),
    MAX_BODY("maxBody", Outcome.BODY_TOO_LARGE, "The request body is too large"),
    HEADER_TIMEOUT("headerTimeout", Outcome.CLIENT_TIMEOUT, "The request head did not arrive in time"),
    FIRST_BODY_BYTE_TIMEOUT(
            "firstBodyByteTimeout", Outcome.CLIENT_TIMEOUT, "The request body did not begin to arrive in time"),
    MIN_BODY_RATE("minBodyRate", Outcome.CLIENT_TIMEOUT, "The request body arrives too slowly"),
    /** Also ends a connection on which no request is in hand, which is nobody's fault and has no outcome. */
    IDLE_TIMEOUT("idleTimeout", Outcome.CLIENT_TIMEOUT, "The request body did not arrive in time"),
    /** Refuses nothing: the answer says that the connection closes. */
    REQUESTS_PER_CONNECTION("requestsPerConnection", Outcome.ANSWERED, ""),
    CONNECTIONS("connections", Outcome.NO_CAPACITY, "There are as many connections as there may be"),
    CONNECTIONS_PER_ADDRESS(
            "connectionsPerAddress",
            Outcome.RATE_LIMITED,
            "There are as many connections from this address as there may be"),
    MEMORY("memory", Outcome.SHED, "There is no memory for more requests now");

    private final String word;
    private final Outcome outcome;
    private final String detail;

    Limit(String word, Outcome outcome, String detail) {
        this.word = word;
        this.outcome = outcome;
        this.detail = detail;
    }

    /** The key of the file, and the label of the metric. */
    public String word() {
        return word;
    }

    /** How a request that meets it ends. */
    public Outcome outcome() {
        return outcome;
    }

    /** A sentence for people. */
    public String detail() {
        return detail;
    }
}
