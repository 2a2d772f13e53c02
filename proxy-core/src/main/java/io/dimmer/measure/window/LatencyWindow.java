package io.dimmer.measure.window;

import io.dimmer.judge.trial.BaselineLatencies;
import io.dimmer.measure.loop.Latencies;
import java.time.Duration;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Latencies of the last so many slots of time, and of the slot that is being filled. Adding and forgetting cost one pass
 * over a histogram, reading costs none. Confined to a thread.
 */
final class LatencyWindow implements BaselineLatencies {
    private final Latencies latencies;
    private final long slotNanos;
    private final @Nullable Histogram[] slots;
    private @Nullable Histogram all;
    private long slot;

    /** Of so many slots of time, the one being filled among them. */
    LatencyWindow(Latencies latencies, Duration slot, int slots, long nowNanos) {
        this.latencies = latencies;
        this.slotNanos = slot.toNanos();
        this.slots = new Histogram[slots];
        this.slot = Math.floorDiv(nowNanos, slotNanos);
    }

    /** Forgets what is too old. */
    void advance(long nowNanos) {
        long now = Math.floorDiv(nowNanos, slotNanos);
        long from = Math.max(slot + 1, now - slots.length + 1);
        for (long next = from; next <= now; next++) {
            int index = Math.floorMod(next, slots.length);
            Histogram old = slots[index];
            if (old != null && all != null) {
                all.subtract(old);
                latencies.giveBack(old);
                slots[index] = null;
            }
        }
        slot = now;
    }

    /** Adds what a loop saw, and takes it. */
    void add(Histogram seen) {
        all = all == null ? latencies.take() : all;
        all.add(seen);
        int index = Math.floorMod(slot, slots.length);
        Histogram filling = slots[index];
        if (filling == null) {
            slots[index] = seen;
        } else {
            filling.add(seen);
            latencies.giveBack(seen);
        }
    }

    @Override
    public long count() {
        return all == null ? 0 : all.getTotalCount();
    }

    @Override
    public long nanosAt(double percentile) {
        return all == null ? 0 : all.getValueAtPercentile(percentile);
    }

    @Override
    public long highestEquivalent(long nanos) {
        return all == null ? nanos : all.highestEquivalentValue(nanos);
    }
}
