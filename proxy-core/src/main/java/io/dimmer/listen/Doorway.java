package io.dimmer.listen;

/** What the connections of one socket share: whether they are asked to leave. Any thread. */
final class Doorway {
    private volatile boolean closed;

    /** Whoever came through here leaves with the next answer. */
    void close() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }
}
