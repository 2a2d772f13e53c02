package io.dimmer.config.edge;

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
 */
public record LimitsSpec(
        Size maxRequestLine,
        Size maxHeaderBytes,
        int maxHeaderCount,
        Optional<Size> maxBody,
        Duration headerTimeout,
        Duration idleTimeout) {
    private static final int KIB = 1024;
    private static final int MIB = 1024 * KIB;
    private static final int MAX_HEADER_COUNT = 10_000;

    /** 8 KiB, 32 KiB, 128 fields, any body, 10 s, 60 s. */
    public static final LimitsSpec DEFAULT = new LimitsSpec(
            new Size(8 * KIB),
            new Size(32 * KIB),
            128,
            Optional.empty(),
            Duration.ofSeconds(10),
            Duration.ofSeconds(60));

    public LimitsSpec {
        check("limits.maxRequestLine", maxRequestLine, 64, MIB);
        check("limits.maxHeaderBytes", maxHeaderBytes, 256, 16 * MIB);
        UnexpectedValueException.unless(
                maxHeaderCount >= 1 && maxHeaderCount <= MAX_HEADER_COUNT,
                "limits.maxHeaderCount",
                maxHeaderCount,
                "1 to " + MAX_HEADER_COUNT);
        Durations.checkPositive("limits.headerTimeout", headerTimeout);
        Durations.checkPositive("limits.idleTimeout", idleTimeout);
    }

    private static void check(String what, Size size, int least, int most) {
        UnexpectedValueException.unless(
                size.bytes() >= least && size.bytes() <= most, what, size, new Size(least) + " to " + new Size(most));
    }
}
