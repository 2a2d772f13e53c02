package io.dimmer.loadtest.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dimmer.loadtest.record.Ending;
import io.dimmer.loadtest.record.Label;
import io.dimmer.loadtest.record.Latencies;
import io.dimmer.loadtest.record.LatencyRecorder;
import io.dimmer.loadtest.record.Sample;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DifferenceTest {
    private static final int BLOCKS = 30;

    @Test
    void findsADifferenceThatIsThere() {
        Estimate slower =
                Difference.withinRun(series(1, 3e6, 0), series(2, 0, 0), 99).orElseThrow();

        assertThat(slower.value()).isCloseTo(0.003, within(0.001));
        assertThat(slower.clear()).isTrue();
        assertThat(slower.low()).isLessThan(slower.value());
        assertThat(slower.high()).isGreaterThan(slower.value());
    }

    /** The twin: the same drawing without a difference. About one in twenty intervals excludes zero all the same. */
    @Test
    void seldomFindsOneThatIsNotThere() {
        long found = IntStream.range(0, 60)
                .filter(i -> Difference.betweenRuns(series(2L * i, 0, 0), series(2L * i + 1, 0, 0), 90)
                        .orElseThrow()
                        .clear())
                .count();
        assertThat(found).isLessThan(10);
    }

    /**
     * Blocks that are slow as a whole, as when a machine stalls: an interval that took requests as independent would have
     * the width of the quiet case. The one of blocks knows that it has seen only so many of them.
     */
    @Test
    void isLessSureWhenRequestsHangTogether() {
        Estimate quiet =
                Difference.betweenRuns(series(1, 0, 0), series(2, 0, 0), 50).orElseThrow();
        Estimate stalling =
                Difference.betweenRuns(series(1, 0, 4e6), series(2, 0, 4e6), 50).orElseThrow();

        assertThat(stalling.high() - stalling.low()).isGreaterThan(3 * (quiet.high() - quiet.low()));
    }

    /** What troubles both versions in the same second is no difference between them. */
    @Test
    void pairsTheSecondsOfOneRun() {
        List<Latencies> one = series(1, 0, 4e6);
        List<Latencies> other = series(2, 0, 4e6);
        Estimate paired = Difference.withinRun(one, other, 50).orElseThrow();
        Estimate unpaired = Difference.betweenRuns(one, other, 50).orElseThrow();

        assertThat(paired.high() - paired.low()).isLessThan((unpaired.high() - unpaired.low()) / 2);
    }

    @Test
    void givesTheSameIntervalForTheSameRuns() {
        assertThat(Difference.betweenRuns(series(1, 0, 0), series(2, 0, 0), 99))
                .isEqualTo(Difference.betweenRuns(series(1, 0, 0), series(2, 0, 0), 99));
    }

    @Test
    void doesNotPretendWithAFewBlocks() {
        List<Latencies> few = series(1, 0, 0).subList(0, Difference.LEAST_BLOCKS - 1);
        assertThat(Difference.withinRun(few, few, 50)).isEmpty();
    }

    @Test
    void errorsHaveTheIntervalOfTheBook() {
        // Newcombe 1998, table II, example (a): 56 of 70 and 48 of 80, method 10.
        Estimate difference = Proportions.difference(56, 70, 48, 80);

        assertThat(difference.value()).isCloseTo(0.2, within(1e-9));
        assertThat(difference.low()).isCloseTo(0.0524, within(5e-5));
        assertThat(difference.high()).isCloseTo(0.3339, within(5e-5));
    }

    @Test
    void noErrorAtAllIsNoCertainty() {
        Estimate difference = Proportions.difference(0, 100, 0, 10_000);

        assertThat(difference.clear()).isFalse();
        assertThat(difference.high()).isBetween(0.03, 0.04);
    }

    /** Lognormal latencies around 4 ms, in blocks of 200; the same blocks are slow in every series. */
    private static List<Latencies> series(long seed, double moreNanos, double stallNanos) {
        SplittableRandom random = new SplittableRandom(seed);
        SplittableRandom stalls = new SplittableRandom(4711);
        return IntStream.range(0, BLOCKS)
                .mapToObj(block -> block(random, moreNanos + stallNanos * stalls.nextDouble()))
                .toList();
    }

    private static Latencies block(SplittableRandom random, double moreNanos) {
        LatencyRecorder recorder = new LatencyRecorder();
        for (int i = 0; i < 200; i++) {
            long nanos = Math.round(4e6 * Math.exp(0.3 * random.nextGaussian()) + moreNanos);
            recorder.record(Label.ALL, new Sample(0, 0, nanos, Ending.ANSWERED, 200));
        }
        return Objects.requireNonNull(recorder.results().get(Label.ALL)).fromPlanned();
    }
}
