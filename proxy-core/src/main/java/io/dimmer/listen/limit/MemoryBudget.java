package io.dimmer.listen.limit;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * What all clients together hold in memory, looked at once in a few milliseconds by whoever asks first. Any thread.
 *
 * <p>What a single client can make us hold is bounded by what is sent ahead and by the size of a head, so between two
 * looks it cannot grow by much.
 */
final class MemoryBudget {
    private static final long LOOK_NANOS = 5_000_000;

    private final LongSupplier held;
    private final long most;
    private final AtomicLong lookedNanos;
    private volatile long bytes;

    /**
     * Begins.
     *
     * @param held bytes that are held now; costs microseconds
     * @param most what Java allows, of which three quarters are the limit where none is written
     */
    MemoryBudget(LongSupplier held, long most) {
        this.held = held;
        this.most = most / 4 * 3;
        this.lookedNanos = new AtomicLong();
    }

    /** Bytes that are held now; costs microseconds. */
    long held() {
        return held.getAsLong();
    }

    /**
     * True when nobody new should be served.
     *
     * @param limit bytes, 0 for what Java allows
     */
    boolean isSpent(long limit, long nowNanos) {
        long before = lookedNanos.get();
        if (nowNanos - before >= LOOK_NANOS && lookedNanos.compareAndSet(before, nowNanos)) {
            bytes = held.getAsLong();
        }
        return bytes > (limit == 0 ? most : limit);
    }
}
