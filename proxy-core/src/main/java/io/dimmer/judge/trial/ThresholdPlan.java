package io.dimmer.judge.trial;

import io.dimmer.judge.Fact;
import io.dimmer.judge.JudgeSettings;
import io.dimmer.judge.JudgeSettings.LatencyTolerance;
import io.dimmer.judge.Thresholds;
import java.util.Optional;

/**
 * When "slow" may change its meaning. Thresholds are quantiles of stable's past, so any of them is fair in any block;
 * they change when a quantile becomes available and after that when an epoch opens, at most every ten minutes.
 *
 * <p>One plan serves all trials of a service, because a fact of stable carries one mask for all of them. Immutable.
 */
public final class ThresholdPlan {

    /** At most so often thresholds follow stable, in nanoseconds. */
    static final long PATIENCE_NANOS = 600_000_000_000L;

    private static final double[] PERCENTILES = {50, 75, 90, 99, 99.9};
    /** How many latencies a quantile needs before it exists. */
    private static final long[] NEEDED = {200, 200, 200, 1_000, 10_000};

    private final Optional<LatencyTolerance> tolerance;
    private final Thresholds thresholds;
    private final long changedNanos;

    private ThresholdPlan(Optional<LatencyTolerance> tolerance, Thresholds thresholds, long changedNanos) {
        this.tolerance = tolerance;
        this.thresholds = thresholds;
        this.changedNanos = changedNanos;
    }

    /** No quantiles yet, only the limits of the settings. */
    public static ThresholdPlan first(JudgeSettings settings, long nowNanos) {
        return new ThresholdPlan(settings.latency(), Thresholds.first(settings), nowNanos);
    }

    /** What the event loops apply. */
    public Thresholds thresholds() {
        return thresholds;
    }

    /**
     * The plan at the end of a tick.
     *
     * @param epochOpened whether a trial that uses it opened an epoch in this tick
     */
    public ThresholdPlan after(long nowNanos, boolean epochOpened, BaselineLatencies latencies) {
        if (tolerance.isEmpty()) {
            return this;
        }
        boolean mayFollow = epochOpened && nowNanos - changedNanos >= PATIENCE_NANOS;
        boolean complete = thresholds.has(Fact.SLOW + PERCENTILES.length - 1);
        if (complete && !mayFollow) {
            return this;
        }
        long count = latencies.count();
        return (mayFollow && count >= NEEDED[0]) || appears(count)
                ? new ThresholdPlan(tolerance, quantiles(tolerance.get(), count, latencies), nowNanos)
                : this;
    }

    private boolean appears(long count) {
        for (int i = 0; i < NEEDED.length; i++) {
            if (count >= NEEDED[i] && !thresholds.has(Fact.SLOW + i)) {
                return true;
            }
        }
        return false;
    }

    /** New quantiles where there is enough data; others stay as they are, if they are at all. */
    private Thresholds quantiles(LatencyTolerance tolerated, long count, BaselineLatencies latencies) {
        long[] stable = new long[PERCENTILES.length];
        long[] canary = new long[PERCENTILES.length];
        for (int i = 0; i < PERCENTILES.length; i++) {
            int type = Fact.SLOW + i;
            if (count >= NEEDED[i]) {
                stable[i] = latencies.nanosAt(PERCENTILES[i]);
                canary[i] = latencies.highestEquivalent(
                        (long) (stable[i] * (1 + tolerated.tolerance())) + tolerated.slackNanos());
            } else if (thresholds.has(type)) {
                stable[i] = thresholds.nanos(type, false);
                canary[i] = thresholds.nanos(type, true);
            }
        }
        return thresholds.next(stable, canary);
    }
}
