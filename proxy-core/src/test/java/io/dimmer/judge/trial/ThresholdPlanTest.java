package io.dimmer.judge.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.dimmer.judge.Fact;
import io.dimmer.judge.JudgeSettings;
import io.dimmer.judge.simulate.Variant;
import org.junit.jupiter.api.Test;

final class ThresholdPlanTest {

    private static final long MILLISECOND = 1_000_000;
    private static final long MINUTE = 60_000 * MILLISECOND;
    private static final JudgeSettings SETTINGS = Variant.usual().settings();

    /** Percentiles in milliseconds times a scale; buckets of four milliseconds. */
    private record Latencies(long count, long scale) implements BaselineLatencies {

        @Override
        public long nanosAt(double percentile) {
            return Math.round(percentile * scale) * MILLISECOND;
        }

        @Override
        public long highestEquivalent(long nanos) {
            long bucket = 4 * MILLISECOND;
            return (nanos / bucket + 1) * bucket - 1;
        }
    }

    private static ThresholdPlan after(ThresholdPlan plan, long nowNanos, boolean epochOpened, long count, long scale) {
        return plan.after(nowNanos, epochOpened, new Latencies(count, scale));
    }

    private static int quantiles(ThresholdPlan plan) {
        return Integer.bitCount(plan.thresholds().mask());
    }

    @Test
    void quantilesAppearWhenThereIsEnoughOfThem() {
        ThresholdPlan plan = ThresholdPlan.first(SETTINGS, 0);
        assertThat(quantiles(plan)).isZero();
        assertThat(quantiles(after(plan, 1, false, 199, 1))).isZero();
        plan = after(plan, 1, false, 200, 1);
        assertThat(quantiles(plan)).isEqualTo(3);
        plan = after(plan, 2, false, 1_000, 1);
        assertThat(quantiles(plan)).isEqualTo(4);
        assertThat(quantiles(after(plan, 3, false, 9_999, 1))).isEqualTo(4);
        assertThat(quantiles(after(plan, 3, false, 10_000, 1))).isEqualTo(5);
    }

    @Test
    void theCanarysAreWiderAndSnappedUp() {
        ThresholdPlan plan = after(ThresholdPlan.first(SETTINGS, 0), 1, false, 200, 1);
        assertThat(plan.thresholds().nanos(Fact.SLOW, false)).isEqualTo(50 * MILLISECOND);
        // 50 ms and 10 % and 2 ms are 57 ms, which lies in the bucket up to 60 ms.
        assertThat(plan.thresholds().nanos(Fact.SLOW, true)).isEqualTo(60 * MILLISECOND - 1);
    }

    @Test
    void nothingChangesWhileNothingAppearsAndNoEpochOpens() {
        ThresholdPlan plan = after(ThresholdPlan.first(SETTINGS, 0), 1, false, 20_000, 1);
        assertThat(after(plan, 100 * MINUTE, false, 20_000, 2)).isSameAs(plan);
        assertThat(after(plan, 9 * MINUTE, true, 20_000, 2)).as("too soon").isSameAs(plan);
    }

    @Test
    void thresholdsFollowStableWhenAnEpochOpensAfterTenMinutes() {
        ThresholdPlan plan = after(ThresholdPlan.first(SETTINGS, 0), 1, false, 20_000, 1);
        ThresholdPlan next = after(plan, 11 * MINUTE, true, 500, 2);
        assertThat(next.thresholds().generation()).isEqualTo(plan.thresholds().generation() + 1);
        assertThat(next.thresholds().nanos(Fact.SLOW, false)).isEqualTo(100 * MILLISECOND);
        assertThat(next.thresholds().nanos(Fact.SLOW + 4, false))
                .as("too few for this one: it stays")
                .isEqualTo(plan.thresholds().nanos(Fact.SLOW + 4, false));
        assertThat(after(next, 20 * MINUTE, true, 20_000, 3)).isSameAs(next);
    }

    @Test
    void thereAreNoneWithoutLatencyInTheGuard() {
        ThresholdPlan plan =
                ThresholdPlan.first(Variant.usual().withoutLatency().settings(), 0);
        assertThat(after(plan, 11 * MINUTE, true, 20_000, 1)).isSameAs(plan);
    }
}
