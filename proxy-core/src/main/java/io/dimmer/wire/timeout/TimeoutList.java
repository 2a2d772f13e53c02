package io.dimmer.wire.timeout;

import org.jspecify.annotations.Nullable;

/**
 * All that may take one and the same time, in the order in which it began, so that only the first must be looked at.
 * Confined to its event loop.
 */
public final class TimeoutList {
    private final Timeouts owner;
    private final long durationNanos;
    private @Nullable Timeout first;
    private @Nullable Timeout last;

    TimeoutList(Timeouts owner, long durationNanos) {
        this.owner = owner;
        this.durationNanos = durationNanos;
    }

    /** How long each of them may take. */
    public long durationNanos() {
        return durationNanos;
    }

    /** Starts one, or starts it again, from now. */
    public void start(Timeout timeout) {
        start(timeout, owner.nanos());
    }

    /** The same where the clock was asked in this very call, see {@link Timeouts#recentNanos}. */
    public void startRecent(Timeout timeout) {
        start(timeout, owner.recentNanos());
    }

    /**
     * Starts one, or starts it again.
     *
     * @param nowNanos elapsed time, asked for a moment ago
     */
    public void start(Timeout timeout, long nowNanos) {
        timeout.stop();
        timeout.list = this;
        timeout.startNanos = nowNanos;
        timeout.before = last;
        if (last == null) {
            first = timeout;
            owner.wakeAt(nowNanos + durationNanos);
        } else {
            last.after = timeout;
        }
        last = timeout;
    }

    void remove(Timeout timeout) {
        Timeout before = timeout.before;
        Timeout after = timeout.after;
        if (before == null) {
            first = after;
        } else {
            before.after = after;
        }
        if (after == null) {
            last = before;
        } else {
            after.before = before;
        }
        timeout.list = null;
        timeout.before = null;
        timeout.after = null;
    }

    /** Ends those whose time is over. */
    void expire(long nowNanos) {
        Timeout oldest = first;
        while (oldest != null && nowNanos - oldest.startNanos >= durationNanos) {
            remove(oldest);
            oldest.expired();
            oldest = first;
        }
    }

    boolean isEmpty() {
        return first == null;
    }

    /** When the first of them ends; only when there is one. */
    long nextNanos() {
        Timeout oldest = first;
        return oldest == null ? Long.MAX_VALUE : oldest.startNanos + durationNanos;
    }
}
