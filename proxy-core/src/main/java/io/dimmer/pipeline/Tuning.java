package io.dimmer.pipeline;

/**
 * Bounds that no operator has asked to change yet.
 *
 * @param sendAhead bytes that may wait to be sent on a connection before its other side is no longer read
 * @param upstreamConnections that one version may have, over all event loops
 */
public record Tuning(int sendAhead, int upstreamConnections) {
    private static final int KIB = 1024;

    /** 64 KiB, 8 192 connections. */
    public static final Tuning DEFAULT = new Tuning(64 * KIB, 8192);
}
