package io.dimmer.loadtest.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArrivalScheduleTest {
    private static final double SECOND = 1e9;

    @Test
    void evenArrivalsDoNotDrift() {
        List<Long> moments = moments(Arrivals.even(RateProfile.constant(3, Duration.ofSeconds(1_000))));

        assertThat(moments).hasSize(3_000);
        for (int n = 0; n < moments.size(); n++) {
            assertThat(moments.get(n).doubleValue()).isCloseTo(n * SECOND / 3, within(1.0));
        }
    }

    @Test
    void rampIsDenserWhereTheRateIsHigher() {
        List<Long> moments = moments(Arrivals.even(RateProfile.ramp(0, 100, Duration.ofSeconds(10))));

        assertThat(moments).hasSize(500).isSorted();
        assertThat(moments.stream().filter(moment -> moment < 5 * SECOND).count())
                .isEqualTo(125);
        assertThat(moments.get(320)).isEqualTo(Math.round(8 * SECOND));
    }

    @Test
    void rampDownIsTheMirrorOfRampUp() {
        List<Long> moments = moments(Arrivals.even(RateProfile.ramp(100, 0, Duration.ofSeconds(10))));

        assertThat(moments).hasSize(500).isSorted();
        assertThat(moments.stream().filter(moment -> moment < 5 * SECOND).count())
                .isEqualTo(375);
    }

    @Test
    void stepsFollowOneAnother() {
        RateProfile steps = RateProfile.steps(List.of(10.0, 0.5, 40.0), Duration.ofSeconds(2));
        List<Long> moments = moments(Arrivals.even(steps));

        assertThat(steps.length()).isEqualTo(Duration.ofSeconds(6));
        assertThat(steps.requests()).isEqualTo(101);
        assertThat(steps.meanRate()).isCloseTo(101.0 / 6, within(1e-9));
        assertThat(moments).hasSize(101).isSorted();
        assertThat(moments.get(20)).isEqualTo(Math.round(2 * SECOND));
        assertThat(moments.get(21)).isEqualTo(Math.round(4 * SECOND));
    }

    @Test
    void oneProfileGoesOnAfterAnother() {
        RateProfile profile =
                RateProfile.ramp(0, 10, Duration.ofSeconds(2)).then(RateProfile.constant(10, Duration.ofSeconds(1)));

        assertThat(moments(Arrivals.even(profile))).hasSize(20).isSorted();
    }

    @Test
    void poissonArrivalsAreTheSameForTheSameSeed() {
        RateProfile profile = RateProfile.constant(50, Duration.ofSeconds(10));

        assertThat(moments(Arrivals.poisson(profile, 7))).isEqualTo(moments(Arrivals.poisson(profile, 7)));
        assertThat(moments(Arrivals.poisson(profile, 7))).isNotEqualTo(moments(Arrivals.poisson(profile, 8)));
    }

    @Test
    void poissonGapsAreExponential() {
        List<Long> moments = moments(Arrivals.poisson(RateProfile.constant(1_000, Duration.ofSeconds(40)), 1));
        double mean = 0;
        double squares = 0;
        for (int i = 1; i < moments.size(); i++) {
            double gap = (moments.get(i) - moments.get(i - 1)) / SECOND;
            mean += gap / (moments.size() - 1);
            squares += gap * gap / (moments.size() - 1);
        }

        assertThat(moments).isSorted();
        assertThat(moments.size()).as("40 000 ± 4 sigma").isBetween(39_200, 40_800);
        assertThat(Math.sqrt(squares - mean * mean) / mean)
                .as("an exponential deviates by its mean")
                .isCloseTo(1, within(0.03));
    }

    @Test
    void sharesTogetherAreTheWhole() {
        RateProfile profile = RateProfile.ramp(5, 200, Duration.ofSeconds(5));
        for (Arrivals arrivals : List.of(Arrivals.even(profile), Arrivals.poisson(profile, 3))) {
            List<Long> shares = new ArrayList<>();
            for (int first = 0; first < 3; first++) {
                shares.addAll(moments(arrivals.share(first, 3)));
            }
            assertThat(shares).containsExactlyInAnyOrderElementsOf(moments(arrivals));
        }
    }

    @Test
    void theEndStaysTheEnd() {
        ArrivalSchedule schedule =
                Arrivals.even(RateProfile.constant(1, Duration.ofSeconds(1))).schedule();
        schedule.advance();
        schedule.advance();
        assertThat(schedule.moment()).isEqualTo(ArrivalSchedule.END);
    }

    @Test
    void refusesWhatCannotBe() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RateProfile.constant(-1, Duration.ofSeconds(1)))
                .withMessage("rate: found -1.0, expected 0 to 10000000 a second");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RateProfile.constant(0, Duration.ofSeconds(1)))
                .withMessage("rate: found 0 from end to end, expected a positive rate");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RateProfile.constant(1, Duration.ZERO))
                .withMessage("length: found PT0S, expected more than zero");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RateProfile.steps(List.of(), Duration.ofSeconds(1)))
                .withMessage("rates: found none, expected at least one");
    }

    private static List<Long> moments(Arrivals arrivals) {
        return moments(arrivals.schedule());
    }

    private static List<Long> moments(ArrivalSchedule schedule) {
        List<Long> moments = new ArrayList<>();
        for (; schedule.moment() != ArrivalSchedule.END; schedule.advance()) {
            moments.add(schedule.moment());
        }
        return moments;
    }
}
