package io.dimmer.config.edge;

import io.dimmer.config.value.ByteRate;
import io.dimmer.config.value.Durations;
import io.dimmer.config.value.Size;
import io.dimmer.config.value.UnexpectedValueException;
import java.time.Duration;
import java.util.Optional;

/**
 * What a client may cost.
 *
 * @param maxRequestLine bytes of the request line, 414 above; 64 B to 1 MiB
 * @param maxHeaderBytes bytes of all header fields, 431 above; 256 B to 16 MiB
 * @param maxHeaderCount header fields, 431 above; 1 to 10 000
 * @param maxBody bytes of a request body, 413 above; absent: any, bodies are streamed
 * @param headerTimeout from the first byte of a request to the end of its head, 408 after
 * @param idleTimeout between requests on a kept-alive connection, and without a byte of a request body
 * @param connections open at the same time, 503 above; 1 to 10 000 000
 * @param connectionsPerAddress of them from one address, 429 above; absent: any
 * @param requestsPerConnection after which a connection is closed in order; absent: any
 * @param firstBodyByteTimeout until the first byte of a request body, 408 after; absent: the idle timeout
 * @param memory bytes in buffers and connections above which nobody new is served, 503; absent: three quarters of what
 *     Java allows for buffers; 1 MiB to 1024 GiB
 * @param minBodyRate of a request body beyond the time for its first byte, 408 below; absent: any
 */
public record LimitsSpec(
        Size maxRequestLine,
        Size maxHeaderBytes,
        int maxHeaderCount,
        Optional<Size> maxBody,
        Duration headerTimeout,
        Duration idleTimeout,
        int connections,
        Optional<Integer> connectionsPerAddress,
        Optional<Integer> requestsPerConnection,
        Optional<Duration> firstBodyByteTimeout,
        Optional<Size> memory,
        Optional<ByteRate> minBodyRate) {
    private static final int KIB = 1024;
    private static final int MIB = 1024 * KIB;
    private static final int MAX_HEADER_COUNT = 10_000;
    private static final int MAX_CONNECTIONS = 10_000_000;

    /** 8 KiB, 32 KiB, 128 fields, any body, 10 s, 60 s, 20 000 connections, and nothing else. */
    public static final LimitsSpec DEFAULT = new LimitsSpec(
            new Size(8 * KIB),
            new Size(32 * KIB),
            128,
            Optional.empty(),
            Duration.ofSeconds(10),
            Duration.ofSeconds(60),
            20_000,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    public LimitsSpec {
        check("limits.maxRequestLine", maxRequestLine, 64, MIB);
        check("limits.maxHeaderBytes", maxHeaderBytes, 256, 16 * MIB);
        check("limits.maxHeaderCount", maxHeaderCount, MAX_HEADER_COUNT);
        Durations.checkPositive("limits.headerTimeout", headerTimeout);
        Durations.checkPositive("limits.idleTimeout", idleTimeout);
        check("limits.connections", connections, MAX_CONNECTIONS);
        connectionsPerAddress.ifPresent(most -> check("limits.connectionsPerAddress", most, MAX_CONNECTIONS));
        requestsPerConnection.ifPresent(most -> check("limits.requestsPerConnection", most, Integer.MAX_VALUE));
        firstBodyByteTimeout.ifPresent(time -> Durations.checkPositive("limits.firstBodyByteTimeout", time));
        memory.ifPresent(size -> check("limits.memory", size, MIB, 1024L * 1024 * MIB));
    }

    private static void check(String what, int found, int most) {
        UnexpectedValueException.unless(found >= 1 && found <= most, what, found, "1 to " + most);
    }

    private static void check(String what, Size size, long least, long most) {
        UnexpectedValueException.unless(
                size.bytes() >= least && size.bytes() <= most, what, size, new Size(least) + " to " + new Size(most));
    }
}
