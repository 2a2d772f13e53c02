package io.dimmer.listen;

import io.dimmer.wire.timeout.Timeout;

/**
 * How long one connection waits for its client: for bytes to arrive, and for bytes to be taken. Confined to its event
 * loop.
 */
final class Patience {
    private final ClientLoop local;
    private final Timeout reading;
    private final Timeout writing;

    /**
     * Waits for nothing yet.
     *
     * @param nothingArrives runs when the client sends nothing for too long
     * @param nothingLeaves runs when it takes nothing for too long
     */
    Patience(ClientLoop local, Runnable nothingArrives, Runnable nothingLeaves) {
        this.local = local;
        this.reading = Timeout.of(nothingArrives);
        this.writing = Timeout.of(nothingLeaves);
    }

    void forRequest() {
        local.betweenRequests().start(reading);
    }

    void forHead(long fromNanos) {
        local.headerTimeout().start(reading, fromNanos);
    }

    void forBody() {
        local.idleTimeout().start(reading);
    }

    /** For one that closed its half, and may have left for good. */
    void forOneThatLeft() {
        local.grace().start(reading);
    }

    void hasArrived() {
        reading.stop();
    }

    void forTaking(boolean waits) {
        if (waits) {
            local.idleTimeout().start(writing);
        } else {
            writing.stop();
        }
    }

    void end() {
        reading.stop();
        writing.stop();
    }
}
