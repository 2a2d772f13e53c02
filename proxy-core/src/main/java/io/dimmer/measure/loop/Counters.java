package io.dimmer.measure.loop;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counters that one event loop writes and any thread reads: a plain load and a release store, no locked instruction. A
 * reader sees every count that was written before it looked, and never half of one.
 */
public final class Counters {
    private final AtomicLongArray counts;

    Counters(int size) {
        this.counts = new AtomicLongArray(size);
    }

    /** Adds; on the loop that owns it. */
    void add(int index, long amount) {
        counts.setRelease(index, counts.getPlain(index) + amount);
    }

    /** Adds one; on the loop that owns it. */
    void increment(int index) {
        add(index, 1);
    }

    /** Any thread. */
    public long get(int index) {
        return counts.getAcquire(index);
    }

    /** How many there are. */
    public int size() {
        return counts.length();
    }
}
