package io.dimmer.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.dimmer.judge.simulate.Variant;
import org.junit.jupiter.api.Test;

final class ThresholdsTest {

    private static final int LIMIT = 1 << Fact.LIMIT;
    private static final int P50 = 1 << Fact.SLOW;
    private static final int P75 = 1 << (Fact.SLOW + 1);

    private final JudgeSettings settings =
            Variant.usual().limits(Limit.errors(0.05), Limit.latency(99, 500)).settings();
    private final Thresholds thresholds =
            Thresholds.first(settings).next(new long[] {100, 200, 0, 0, 0}, new long[] {112, 222, 0, 0, 0});

    @Test
    void onlyTypesWithAThresholdAreKnownAtTheHead() {
        assertThat(Thresholds.first(settings).mask()).isEqualTo(LIMIT);
        assertThat(thresholds.mask()).isEqualTo(LIMIT | P50 | P75);
        assertThat(thresholds.has(Fact.SLOW + 2)).isFalse();
    }

    @Test
    void theCanaryIsGivenItsTolerance() {
        assertThat(thresholds.slower(false, 105)).isEqualTo(P50);
        assertThat(thresholds.slower(true, 105)).isZero();
        assertThat(thresholds.slower(false, 100)).as("compared with >").isZero();
        assertThat(thresholds.slower(true, 501)).isEqualTo(P50 | P75 | LIMIT);
    }

    @Test
    void requestsWithoutAnswerAreJudgedAtTheSameAgeInBothArms() {
        assertThat(thresholds.crossed(105)).isZero();
        assertThat(thresholds.crossed(113)).isEqualTo(P50);
    }

    @Test
    void limitsStayWhenQuantilesChange() {
        Thresholds next = thresholds.next(new long[5], new long[5]);
        assertThat(next.generation()).isEqualTo(2);
        assertThat(next.mask()).isEqualTo(LIMIT);
        assertThat(next.nanos(Fact.LIMIT, true)).isEqualTo(500);
    }
}
