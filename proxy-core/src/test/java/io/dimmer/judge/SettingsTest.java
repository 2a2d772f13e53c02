package io.dimmer.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dimmer.judge.simulate.Variant;
import org.junit.jupiter.api.Test;

final class SettingsTest {

    @Test
    void limitsAreNamedAsInTheMetrics() {
        assertThat(Limit.errors(0.05).check()).isEqualTo("limit_errors");
        assertThat(Limit.latency(99, 1).check()).isEqualTo("limit_latency_p99");
        assertThat(Limit.latency(99.9, 1).check()).isEqualTo("limit_latency_p999");
        assertThat(Limit.latency(50, 1).check()).isEqualTo("limit_latency_p50");
    }

    @Test
    void aPercentileAllowsTheRest() {
        assertThat(Limit.latency(99, 1).allowed()).isEqualTo(0.01);
        assertThat(Limit.latency(99.9, 1).allowed()).isEqualTo(0.001);
        assertThat(Limit.latency(50, 1).allowed()).isEqualTo(0.5);
    }

    @Test
    void halfOfAlphaGoesToLimitsWhenThereAreAny() {
        assertThat(Variant.usual().settings().alphaEach()).isEqualTo(0.001);
        assertThat(Variant.usual().usualLimits().settings().alphaEach()).isEqualTo(0.0005);
    }

    @Test
    void refusesWhatNoTrialCanBeJudgedBy() {
        assertThatThrownBy(() -> Variant.usual().alpha(0)).hasMessageContaining("alpha: found 0.0");
        assertThatThrownBy(() -> Variant.usual().blipTicks(-1)).hasMessageContaining("blipTicks");
        assertThatThrownBy(() -> Variant.usual().errors(0.9, 0)).hasMessageContaining("errors: found 0.9");
        assertThatThrownBy(() -> Limit.errors(1)).hasMessageContaining("limit_errors: found an allowed rate of 1.0");
        assertThatThrownBy(() -> Variant.usual().limits(Limit.errors(0.1), Limit.errors(0.2)))
                .hasMessageContaining("error limits: found 2.0, expected at most 1");
    }
}
