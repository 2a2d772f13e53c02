package io.dimmer.measure.sketch;

import java.util.Arrays;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Latencies of a short time, to be added to a sum and later taken out of it again. One by one while they are few: a
 * histogram has thousands of cells to be walked over however little is in it. Confined to whoever holds it.
 */
public final class LatencyBatch {
    /** More than these are a histogram: about as many as are recorded in the time of one walk. */
    static final int FEW = 2_048;

    private static final int LEAST = 16;

    private final Latencies latencies;
    private long[] few = new long[LEAST];
    private int count;
    private @Nullable Histogram many;

    /** Empty; takes a histogram from there when it needs one. */
    public LatencyBatch(Latencies latencies) {
        this.latencies = latencies;
    }

    /** Adds one: bounded to 0 to an hour. */
    public void record(long nanos) {
        long bounded = Latencies.bounded(nanos);
        if (many != null || count == FEW) {
            many().recordValue(bounded);
            return;
        }
        if (count == few.length) {
            few = Arrays.copyOf(few, 2 * count);
        }
        few[count++] = bounded;
    }

    /** Adds what the other has, which keeps it. */
    public void add(LatencyBatch other) {
        if (other.many != null) {
            many().add(other.many);
            return;
        }
        for (int i = 0; i < other.count; i++) {
            record(other.few[i]);
        }
    }

    /** From here on there is a histogram. */
    private Histogram many() {
        Histogram made = many;
        if (made == null) {
            made = latencies.take();
            addTo(made);
            count = 0;
            few = new long[0];
            many = made;
        }
        return made;
    }

    /** Adds everything to a sum. */
    public void addTo(Histogram sum) {
        if (many != null) {
            sum.add(many);
            return;
        }
        for (int i = 0; i < count; i++) {
            sum.recordValue(few[i]);
        }
    }

    /** Takes everything out of a sum that it was added to. */
    public void takeFrom(Histogram sum) {
        if (many != null) {
            sum.subtract(many);
            return;
        }
        for (int i = 0; i < count; i++) {
            sum.recordValueWithCount(few[i], -1);
        }
    }

    /** It is not used any more: gives back what it took. */
    public void giveBack() {
        if (many != null) {
            latencies.giveBack(many);
            many = null;
        }
    }
}
