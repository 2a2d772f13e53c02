package io.dimmer.judge.simulate;

import io.dimmer.judge.JudgeSettings;
import io.dimmer.judge.Thresholds;
import java.util.SplittableRandom;

/** The latencies of simulated versions, and the thresholds that stable's past has given. */
final class Latency {

    private static final double MEDIAN_NANOS = 50e6;
    static final double SIGMA = 0.6;
    private static final long VERY_SLOW_NANOS = 2_000_000_000;
    /** Of the normal distribution, at the quantiles 50, 75, 90, 99 and 99.9. */
    static final double[] DEVIATES = {0, 0.674490, 1.281552, 2.326348, 3.090232};

    private Latency() {}

    /** Exactly the quantiles of stable; for the canary with the tolerance of the settings. */
    static Thresholds thresholds(JudgeSettings settings) {
        return settings.latency()
                .map(tolerated -> thresholds(settings, tolerated))
                .orElseGet(() -> Thresholds.first(settings));
    }

    private static Thresholds thresholds(JudgeSettings settings, JudgeSettings.LatencyTolerance tolerated) {
        long[] stable = new long[DEVIATES.length];
        long[] canary = new long[DEVIATES.length];
        for (int i = 0; i < DEVIATES.length; i++) {
            stable[i] = (long) (MEDIAN_NANOS * Math.exp(SIGMA * DEVIATES[i]));
            canary[i] = (long) (stable[i] * (1 + tolerated.tolerance())) + tolerated.slackNanos();
        }
        return Thresholds.first(settings).next(stable, canary);
    }

    static long next(Health health, SplittableRandom random) {
        if (health.slow() > 0 && random.nextDouble() < health.slow()) {
            return VERY_SLOW_NANOS;
        }
        double nanos = MEDIAN_NANOS * Math.exp(SIGMA * random.nextGaussian());
        return (long) (nanos * health.factor()) + health.addedNanos();
    }
}
