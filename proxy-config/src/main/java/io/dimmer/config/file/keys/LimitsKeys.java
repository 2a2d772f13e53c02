package io.dimmer.config.file.keys;

import io.dimmer.config.edge.LimitsSpec;
import io.dimmer.config.file.model.Fields;
import io.dimmer.config.file.model.Key;
import io.dimmer.config.file.model.ScalarType;
import io.dimmer.config.file.model.Section;
import io.dimmer.config.file.model.Values;
import io.dimmer.config.value.ByteRate;
import io.dimmer.config.value.Size;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The limits, twice: for all listeners, and for one listener, where each key that is written beats that of all. What is
 * read is what they make of the limits that hold without them.
 */
final class LimitsKeys {
    private static final int MIB = 1024 * 1024;
    private static final int MAX_CONNECTIONS = 10_000_000;
    private static final Size ANY = new Size(Long.MAX_VALUE);

    /** The key {@code limits} of the file. */
    static final Section<UnaryOperator<LimitsSpec>> LIMITS =
            new LimitsKeys(false).section("limits", "What a client may cost.");

    /** The key {@code limits} of a listener. */
    static final Section<UnaryOperator<LimitsSpec>> OF_LISTENER =
            new LimitsKeys(true).section("listener limits", "What a client of this listener may cost.");

    private final boolean ofListener;
    private final Key<Size> maxRequestLine;
    private final Key<Size> maxHeaderBytes;
    private final Key<Integer> maxHeaderCount;
    private final Key<Size> maxBody;
    private final Key<Duration> headerTimeout;
    private final Key<Duration> idleTimeout;
    private final Key<Integer> connections;
    private final Key<Integer> connectionsPerAddress;
    private final Key<Integer> requestsPerConnection;
    private final Key<Duration> firstBodyByteTimeout;
    private final Key<Size> memory;
    private final Key<ByteRate> minBodyRate;

    private LimitsKeys(boolean ofListener) {
        this.ofListener = ofListener;
        maxRequestLine = key("maxRequestLine", Values.size(new Size(64), new Size(MIB)), "8KiB", "8KiB")
                .means("The longest request line; longer is answered with 414.");
        maxHeaderBytes = key("maxHeaderBytes", Values.size(new Size(256), new Size(16L * MIB)), "32KiB", "32KiB")
                .means("All header fields together; more is answered with 431.");
        maxHeaderCount = key("maxHeaderCount", Values.wholeNumber(1, 10_000), "128", "128")
                .means("The number of header fields; more is answered with 431.");
        Key<Size> body = key("maxBody", Values.size(new Size(0), ANY), "none: bodies are streamed", "64MiB")
                .means("The longest request body; longer is answered with 413.");
        maxBody = ofListener ? body : body.noted();
        headerTimeout = key("headerTimeout", Values.DURATION, "10s", "10s")
                .means("From the first byte of a request to the end of its head; then 408.");
        idleTimeout = key("idleTimeout", Values.DURATION, "60s", "60s")
                .means("Between two requests on one connection, between two bytes of a request's body, and without a"
                        + " byte of the answer taken.");
        connections = key("connections", Values.wholeNumber(1, MAX_CONNECTIONS), "20000", "20000")
                .means("Connections of clients at the same time; one more is answered with 503.");
        connectionsPerAddress = key(
                        "connectionsPerAddress", Values.wholeNumber(1, MAX_CONNECTIONS), "any number", "200")
                .means("Of them from one address (IPv6: one /64); one more is answered with 429. Trusted proxies are"
                        + " not counted, for they bring many people.");
        requestsPerConnection = key(
                        "requestsPerConnection", Values.wholeNumber(1, Integer.MAX_VALUE), "any number", "10000")
                .means("After so many requests the connection is closed in order.");
        firstBodyByteTimeout = key("firstBodyByteTimeout", Values.DURATION, "`idleTimeout`", "10s")
                .means("Until the first byte of a request's body, counted from when it is asked for; then 408. Not for"
                        + " a client that waits for 100.");
        memory = key(
                        "memory",
                        Values.size(new Size(MIB), new Size(1024L * 1024 * MIB)),
                        "three quarters of what Java may use for buffers",
                        "1GiB")
                .means("Bytes in buffers and connections; above it new requests and connections are answered with 503,"
                        + " and what runs goes on.");
        minBodyRate = key("minBodyRate", Values.BYTE_RATE, "any rate", "1KiB/s")
                .means("The slowest that a request's body may arrive, on average and beyond `firstBodyByteTimeout`;"
                        + " then 408. Only time counts in which the client is waited for.");
    }

    /** A key whose default is that of all listeners, or the one that is given. */
    private <T> Key<T> key(String name, ScalarType<T> type, String unwritten, String example) {
        return Key.optional(name, type, ofListener ? "as for all listeners" : unwritten)
                .such(example);
    }

    private Section<UnaryOperator<LimitsSpec>> section(String title, String meaning) {
        return Section.of(
                title,
                meaning,
                List.of(
                        maxRequestLine,
                        maxHeaderBytes,
                        maxHeaderCount,
                        maxBody,
                        headerTimeout,
                        idleTimeout,
                        connections,
                        connectionsPerAddress,
                        requestsPerConnection,
                        firstBodyByteTimeout,
                        memory,
                        minBodyRate),
                this::written);
    }

    private Optional<UnaryOperator<LimitsSpec>> written(Fields fields) {
        Optional<Size> line = fields.maybe(maxRequestLine);
        Optional<Size> headerBytes = fields.maybe(maxHeaderBytes);
        Optional<Integer> headerCount = fields.maybe(maxHeaderCount);
        Optional<Size> body = fields.maybe(maxBody);
        Optional<Duration> header = fields.maybe(headerTimeout);
        Optional<Duration> idle = fields.maybe(idleTimeout);
        Optional<Integer> all = fields.maybe(connections);
        Optional<Integer> perAddress = fields.maybe(connectionsPerAddress);
        Optional<Integer> requests = fields.maybe(requestsPerConnection);
        Optional<Duration> firstByte = fields.maybe(firstBodyByteTimeout);
        Optional<Size> bytes = fields.maybe(memory);
        Optional<ByteRate> rate = fields.maybe(minBodyRate);
        return Optional.of(base -> new LimitsSpec(
                line.orElse(base.maxRequestLine()),
                headerBytes.orElse(base.maxHeaderBytes()),
                headerCount.orElse(base.maxHeaderCount()),
                body.or(base::maxBody),
                header.orElse(base.headerTimeout()),
                idle.orElse(base.idleTimeout()),
                all.orElse(base.connections()),
                perAddress.or(base::connectionsPerAddress),
                requests.or(base::requestsPerConnection),
                firstByte.or(base::firstBodyByteTimeout),
                bytes.or(base::memory),
                rate.or(base::minBodyRate)));
    }
}
