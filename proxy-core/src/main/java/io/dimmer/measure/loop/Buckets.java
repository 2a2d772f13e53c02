package io.dimmer.measure.loop;

/**
 * A histogram of durations in the fixed buckets of the contract, and their sum. One event loop writes, any thread reads.
 */
public final class Buckets {
    private static final long MILLISECOND = 1_000_000;
    private static final long[] BOUNDS = {
        MILLISECOND,
        5 * MILLISECOND / 2,
        5 * MILLISECOND,
        10 * MILLISECOND,
        25 * MILLISECOND,
        50 * MILLISECOND,
        100 * MILLISECOND,
        250 * MILLISECOND,
        500 * MILLISECOND,
        1_000 * MILLISECOND,
        2_500 * MILLISECOND,
        5_000 * MILLISECOND,
        10_000 * MILLISECOND,
        30_000 * MILLISECOND
    };

    /** One more than there are bounds: the last has none. */
    public static final int COUNT = BOUNDS.length + 1;

    private final Counters counts = new Counters(COUNT + 1);

    /** The upper bounds in seconds, the last is infinite. */
    public static double[] boundsSeconds() {
        double[] seconds = new double[COUNT];
        for (int i = 0; i < BOUNDS.length; i++) {
            seconds[i] = BOUNDS[i] / 1e9;
        }
        seconds[COUNT - 1] = Double.POSITIVE_INFINITY;
        return seconds;
    }

    void record(long nanos) {
        int bucket = 0;
        while (bucket < BOUNDS.length && nanos > BOUNDS[bucket]) {
            bucket++;
        }
        counts.increment(bucket);
        counts.add(COUNT, nanos);
    }

    /** How many fell into a bucket, not into those below it. */
    public long count(int bucket) {
        return counts.get(bucket);
    }

    /** The sum of all durations. */
    public long sumNanos() {
        return counts.get(COUNT);
    }
}
