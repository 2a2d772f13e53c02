package io.dimmer.pipeline;

import java.time.Duration;

/**
 * Bounds that no operator has asked to change yet.
 *
 * @param sendAhead bytes that may wait to be sent on a connection before its other side is no longer read
 * @param upstreamConnections that one version may have, over all event loops
 * @param grace how long a client that closed its half may have to wait for the next bytes of its answer
 */
public record Tuning(int sendAhead, int upstreamConnections, Duration grace) {
    private static final int KIB = 1024;

    /** 64 KiB, 8 192 connections, 1 s. */
    public static final Tuning DEFAULT = new Tuning(64 * KIB, 8192, Duration.ofSeconds(1));
}
