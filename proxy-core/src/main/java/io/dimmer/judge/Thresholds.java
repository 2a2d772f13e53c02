package io.dimmer.judge;

import java.util.Arrays;

/**
 * What "slow" means at this moment, for the event loops to apply. Immutable; times are raw nanoseconds of judged latency,
 * compared with {@code >}.
 *
 * <p>The slow type of a quantile is "slower than t" for stable and "slower than t' = t·(1 + tolerance) + slack" for the
 * canary. A limit is the same instant for both. A request resolves each type once: at the head of its answer, or without
 * one at the age t', for both arms alike.
 */
public final class Thresholds {

    private static final long NONE = Long.MAX_VALUE;

    private final int generation;
    /** By event type; {@link #NONE} where there is no threshold (yet). */
    private final long[] stable;

    private final long[] canary;
    private final int mask;

    private Thresholds(int generation, long[] stable, long[] canary) {
        this.generation = generation;
        this.stable = stable;
        this.canary = canary;
        this.mask = slower(stable, NONE);
    }

    /** The limits of the settings alone, as a trial begins. */
    public static Thresholds first(JudgeSettings settings) {
        long[] nanos = new long[Fact.LIMIT + Fact.LIMIT_TYPES];
        Arrays.fill(nanos, NONE);
        long[] limits = settings.limits().stream()
                .filter(Limit::isLatency)
                .mapToLong(Limit::nanos)
                .toArray();
        System.arraycopy(limits, 0, nanos, Fact.LIMIT, limits.length);
        return new Thresholds(0, nanos, nanos.clone());
    }

    /**
     * The next generation.
     *
     * @param stableNanos t for the five quantiles; 0 where the quantile does not exist
     * @param canaryNanos t' for the same
     */
    public Thresholds next(long[] stableNanos, long[] canaryNanos) {
        return new Thresholds(generation + 1, with(stable, stableNanos), with(canary, canaryNanos));
    }

    private static long[] with(long[] before, long[] quantiles) {
        long[] after = before.clone();
        for (int i = 0; i < Fact.SLOW_TYPES; i++) {
            after[Fact.SLOW + i] = quantiles[i] == 0 ? NONE : quantiles[i];
        }
        return after;
    }

    /** Rises with every change. Facts of another generation than the block's are no evidence. */
    public int generation() {
        return generation;
    }

    /** Mask of the slow types and latency limits that have a threshold: what the head of a good answer resolves. */
    public int mask() {
        return mask;
    }

    /**
     * Mask of the types for which this latency is slow.
     *
     * <p>At the head of a good answer these are the events. A failure or a 4xx resolves nothing but these, each with an
     * event: a fast failure would make the version look fast.
     */
    public int slower(boolean isCanary, long latencyNanos) {
        return slower(isCanary ? canary : stable, latencyNanos);
    }

    /** Mask of the types that a request without an answer resolves at this age, each with an event, in either arm. */
    public int crossed(long ageNanos) {
        return slower(canary, ageNanos);
    }

    private static int slower(long[] thresholds, long nanos) {
        int slower = 0;
        for (int type = Fact.SLOW; type < thresholds.length; type++) {
            slower |= nanos > thresholds[type] ? 1 << type : 0;
        }
        return slower;
    }

    /** Whether the type has a threshold. */
    public boolean has(int type) {
        return ((mask >>> type) & 1) != 0;
    }

    /** The threshold of a type in one arm, in nanoseconds; meaningless unless {@link #has}. */
    public long nanos(int type, boolean isCanary) {
        return (isCanary ? canary : stable)[type];
    }
}
