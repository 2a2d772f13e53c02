package io.dimmer.config.edge;

import io.dimmer.config.value.Size;
import java.time.Duration;
import java.util.Optional;

/**
 * What a client may cost.
 *
 * @param maxRequestLine bytes of the request line, 414 above
 * @param maxHeaderBytes bytes of all header fields, 431 above
 * @param maxHeaderCount header fields, 431 above
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

    /** 8 KiB, 32 KiB, 128 fields, any body, 10 s, 60 s. */
    public static final LimitsSpec DEFAULT = new LimitsSpec(
            new Size(8 * KIB),
            new Size(32 * KIB),
            128,
            Optional.empty(),
            Duration.ofSeconds(10),
            Duration.ofSeconds(60));
}
