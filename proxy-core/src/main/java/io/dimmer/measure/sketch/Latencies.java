package io.dimmer.measure.sketch;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.HdrHistogram.Histogram;

/**
 * How latencies are kept: HdrHistograms of nanoseconds, three digits from a microsecond up, growing as needed. Used ones
 * come back here and are used again. Any thread.
 */
public final class Latencies {
    private static final long LOWEST_NANOS = 1_000;
    private static final long USUAL_NANOS = 1_000_000_000;
    private static final long HIGHEST_NANOS = 3_600_000_000_000L;
    private static final int DIGITS = 3;
    private static final int COARSE_DIGITS = 2;

    private final Queue<Histogram> spare = new ConcurrentLinkedQueue<>();

    /** An empty one. */
    public Histogram take() {
        Histogram histogram = spare.poll();
        return histogram == null ? empty(DIGITS) : histogram;
    }

    /** Takes one of {@link #take} back, which its giver must not touch again. */
    public void giveBack(Histogram histogram) {
        histogram.reset();
        spare.add(histogram);
    }

    /** An empty one of two digits, whose percentiles cost an eighth: for what is only looked at. */
    public static Histogram coarse() {
        return empty(COARSE_DIGITS);
    }

    private static Histogram empty(int digits) {
        Histogram histogram = new Histogram(LOWEST_NANOS, USUAL_NANOS, digits);
        histogram.setAutoResize(true);
        return histogram;
    }

    /** What is recorded for a latency: at most an hour. */
    static long bounded(long nanos) {
        return Math.min(Math.max(0, nanos), HIGHEST_NANOS);
    }
}
