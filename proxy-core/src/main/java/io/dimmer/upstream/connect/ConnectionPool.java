package io.dimmer.upstream.connect;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one event loop to one endpoint. The one that was given back last is lent first, so that those that
 * are not needed grow old and are closed. Confined to its event loop.
 */
public final class ConnectionPool {
    /** How long an endpoint is avoided after a connection to it failed, if there is another one. */
    private static final long SUSPECT_NANOS = 2_000_000_000;

    private final Dialer dialer;
    private final Endpoint endpoint;
    private final Permits permits;
    private final ArrayDeque<UpstreamConnection> idle = new ArrayDeque<>();
    private int running;
    private boolean failed;
    private long failedNanos;
    private boolean retired;

    /**
     * No connection yet.
     *
     * @param permits of the whole upstream
     */
    public ConnectionPool(Dialer dialer, Endpoint endpoint, Permits permits) {
        this.dialer = dialer;
        this.endpoint = endpoint;
        this.permits = permits;
    }

    /**
     * Lends a connection, an idle one if there is one.
     *
     * @param fresh true for a new connection whatever is idle
     * @return null when there may be no more connections
     */
    public @Nullable Lease lease(LeaseHolder holder, boolean fresh) {
        UpstreamConnection kept = fresh ? null : takeIdle();
        if (kept != null) {
            kept.lend(holder);
            running++;
            return kept;
        }
        if (!permits.take() && !makeRoom()) {
            return null;
        }
        running++;
        UpstreamConnection made = new UpstreamConnection(this, dialer, endpoint);
        made.open(holder);
        return made;
    }

    private @Nullable UpstreamConnection takeIdle() {
        UpstreamConnection kept = idle.pollLast();
        while (kept != null && !kept.isUsable()) {
            kept.close();
            kept = idle.pollLast();
        }
        return kept;
    }

    /** Gives up the oldest idle connection for a fresh one. */
    private boolean makeRoom() {
        UpstreamConnection oldest = idle.pollFirst();
        if (oldest == null) {
            return false;
        }
        oldest.close();
        return permits.take();
    }

    /** A lease ended; true when its connection is kept. */
    boolean keeps(UpstreamConnection connection, boolean clean) {
        running--;
        if (!clean || retired || !connection.isUsable()) {
            return false;
        }
        idle.addLast(connection);
        return true;
    }

    /** An idle connection must not be used any more. */
    void drop(UpstreamConnection connection) {
        idle.removeFirstOccurrence(connection);
    }

    /** A connection is gone for good. */
    void closed() {
        permits.give();
    }

    void connectSucceeded() {
        failed = false;
    }

    void connectFailed() {
        failed = true;
        failedNanos = dialer.nanos();
    }

    /** Leases that are out. */
    public int running() {
        return running;
    }

    /** True when the last connection that was tried could not be made, a short while ago. */
    public boolean isSuspect() {
        return failed && dialer.nanos() - failedNanos < SUSPECT_NANOS;
    }

    /** Idle connections. */
    public int idle() {
        return idle.size();
    }

    /** Closes what is idle now, and everything else when it is given back. */
    public void retire() {
        retired = true;
        UpstreamConnection kept = idle.pollFirst();
        while (kept != null) {
            kept.close();
            kept = idle.pollFirst();
        }
    }
}
