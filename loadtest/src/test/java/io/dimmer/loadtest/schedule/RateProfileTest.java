package io.dimmer.loadtest.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateProfileTest {
    private static final double SECOND = 1e9;

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3, 0.99, 1})
    void aSwingingRateIsDueWhereItsIntegralSaysSo(double swing) {
        List<Long> moments =
                moments(Arrivals.even(RateProfile.sine(100, swing, Duration.ofSeconds(4), Duration.ofSeconds(10))));

        assertThat(moments).isSorted();
        for (int n = 0; n < moments.size(); n++) {
            double t = moments.get(n) / SECOND;
            double due = 100 * (t + swing * 4 / (2 * Math.PI) * (1 - Math.cos(2 * Math.PI * t / 4)));
            assertThat(due).as("request %s with swing %s", n, swing).isCloseTo(n, within(1e-4));
        }
    }

    @Test
    void aSwingingRateHasItsMeanOverWholePeriods() {
        RateProfile wave = RateProfile.sine(100, 0.5, Duration.ofSeconds(2), Duration.ofSeconds(10));
        List<Long> moments = moments(Arrivals.even(wave));

        assertThat(wave.requests()).isCloseTo(1_000, within(1e-6));
        assertThat(count(moments, 0, 1)).isGreaterThan(125);
        assertThat(count(moments, 1, 2)).isLessThan(75);
    }

    @Test
    void nothingIsDueInAPause() {
        RateProfile profile = RateProfile.constant(10, Duration.ofSeconds(1))
                .then(RateProfile.pause(Duration.ofSeconds(5)))
                .then(RateProfile.constant(10, Duration.ofSeconds(1)));
        List<Long> moments = moments(Arrivals.even(profile));

        assertThat(moments).hasSize(20);
        assertThat(count(moments, 1, 6)).isZero();
    }

    @Test
    void recordedMomentsAreSentAtTheSameDistances() {
        Recording recording =
                Recording.of(List.of("# seconds, path", "10.5", "", "10.75, /cart", "12;x", "11.0 GET /"));
        Arrivals arrivals = Arrivals.replay(recording);

        assertThat(moments(arrivals)).containsExactly(0L, 250_000_000L, 500_000_000L, 1_500_000_000L);
        assertThat(arrivals.length()).isEqualTo(Duration.ofSeconds(2));
        assertThat(arrivals.meanRate()).isCloseTo(2, within(1e-9));
        assertThat(moments(Arrivals.replay(recording.faster(2))))
                .containsExactly(0L, 125_000_000L, 250_000_000L, 750_000_000L);
    }

    @Test
    void recordedMomentsMayBeTimes() {
        Recording recording = Recording.of(List.of("2026-11-20T10:00:00.250Z GET /", "2026-11-20T10:00:00Z"));
        assertThat(moments(Arrivals.replay(recording))).containsExactly(0L, 250_000_000L);
    }

    @Test
    void sharesOfARecordingAreTheWhole() {
        Recording recording = Recording.of(List.of("0", "1", "2", "3", "4"));
        List<Long> both = new ArrayList<>(moments(Arrivals.replay(recording).share(0, 2)));
        both.addAll(moments(Arrivals.replay(recording).share(1, 2)));

        assertThat(both).containsExactlyInAnyOrder(0L, 1_000_000_000L, 2_000_000_000L, 3_000_000_000L, 4_000_000_000L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "soon | line 1: found 'soon', expected seconds or a time such as",
                "2026-11-20T10:00 | line 1: found '2026-11-20T10:00', expected seconds or a time such as",
                "# nothing | found no moment, expected one line for each request",
            })
    void refusesWhatIsNoRecording(String line, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Recording.of(List.of(line)))
                .withMessageContaining(message);
    }

    @Test
    void refusesImpossibleSwings() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RateProfile.sine(100, 1.5, Duration.ofSeconds(1), Duration.ofSeconds(1)))
                .withMessage("swing: found 1.5, expected 0 to 1 of the rate");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RateProfile.sine(100, 0.5, Duration.ZERO, Duration.ofSeconds(1)))
                .withMessageStartingWith("period: found PT0S");
    }

    private static long count(List<Long> moments, double from, double to) {
        return moments.stream()
                .filter(moment -> moment >= from * SECOND && moment < to * SECOND)
                .count();
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
