package io.dimmer.measure.window;

import io.dimmer.judge.trial.BaselineLatencies;
import io.dimmer.measure.sketch.Latencies;
import io.dimmer.measure.sketch.LatencyBatch;
import java.time.Duration;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Latencies of the last so many slots of time, and of the slot that is being filled. Their sum is kept, so that adding
 * and forgetting cost what is added and forgotten, and reading costs one walk. Confined to a thread.
 */
final class LatencyWindow implements BaselineLatencies {
    private final Latencies latencies;
    private final Supplier<Histogram> sums;
    private final long slotNanos;
    private final @Nullable LatencyBatch[] slots;
    private @Nullable Histogram all;
    private long slot;

    /**
     * Of so many slots of time, the one being filled among them.
     *
     * @param sums makes the histogram that sums up; it says how fine the answers are
     */
    LatencyWindow(Latencies latencies, Supplier<Histogram> sums, Duration slot, int slots, long nowNanos) {
        this.latencies = latencies;
        this.sums = sums;
        this.slotNanos = slot.toNanos();
        this.slots = new LatencyBatch[slots];
        this.slot = Math.floorDiv(nowNanos, slotNanos);
    }

    /** Forgets what is too old. */
    void advance(long nowNanos) {
        long now = Math.floorDiv(nowNanos, slotNanos);
        long from = Math.max(slot + 1, now - slots.length + 1);
        for (long next = from; next <= now; next++) {
            int index = Math.floorMod(next, slots.length);
            LatencyBatch old = slots[index];
            if (old != null && all != null) {
                old.takeFrom(all);
                old.giveBack();
                slots[index] = null;
            }
        }
        slot = now;
    }

    /** Adds what a loop saw. */
    void add(LatencyBatch seen) {
        all = all == null ? sums.get() : all;
        seen.addTo(all);
        int index = Math.floorMod(slot, slots.length);
        LatencyBatch filling = slots[index];
        if (filling == null) {
            filling = new LatencyBatch(latencies);
            slots[index] = filling;
        }
        filling.add(seen);
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
