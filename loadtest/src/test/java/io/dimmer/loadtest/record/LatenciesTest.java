package io.dimmer.loadtest.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class LatenciesTest {
    private static final double[] PERCENTILES = {1, 10, 50, 90, 99, 99.9, 99.99, 100};

    @Test
    void saysWhatTheHistogramSays() {
        for (int size : new int[] {1, 2, 99, 100, 101, 10_000}) {
            Histogram histogram = random(size, size);
            Latencies latencies = Latencies.of(histogram);

            for (double percentile : PERCENTILES) {
                assertThat(latencies.at(percentile).toNanos())
                        .as("p%s of %s", percentile, size)
                        .isEqualTo(histogram.getValueAtPercentile(percentile));
            }
            assertThat(latencies.max().toNanos()).isEqualTo(histogram.getMaxValue());
            assertThat((double) latencies.mean().toNanos()).isCloseTo(histogram.getMean(), within(1.0));
            assertThat(latencies.count()).isEqualTo(size);
        }
    }

    /** From a microsecond to a minute: no percentile is off by more than a thousandth, or half a microsecond. */
    @Test
    void isWithinAThousandthOfTheExactPercentiles() {
        SplittableRandom random = new SplittableRandom(9);
        LatencyRecorder recorder = new LatencyRecorder();
        long[] exact = new long[50_000];
        for (int i = 0; i < exact.length; i++) {
            exact[i] = Math.round(1e3 * Math.pow(6e7, random.nextDouble()));
            recorder.record(Label.ALL, new Sample(0, 0, exact[i], Ending.ANSWERED, 200));
        }
        Arrays.sort(exact);
        Latencies latencies =
                Objects.requireNonNull(recorder.results().get(Label.ALL)).fromPlanned();
        for (double percentile : PERCENTILES) {
            long rank = Math.round(Math.ceil(percentile / 100 * exact.length - 1e-9));
            double truth = exact[(int) rank - 1];
            assertThat((double) latencies.at(percentile).toNanos()).isCloseTo(truth, within(truth / 1_000 + 512));
        }
    }

    @Test
    void becomesTheSameHistogramAgain() {
        Histogram histogram = random(5_000, 3);
        assertThat(Latencies.of(histogram).toHistogram()).isEqualTo(histogram);
    }

    @Test
    void togetherAreTheSum() {
        Histogram one = random(700, 1);
        Histogram two = random(900, 2);
        Latencies together = Latencies.together(List.of(Latencies.of(one), Latencies.of(two), Latencies.NONE));
        one.add(two);

        assertThat(together.toHistogram()).isEqualTo(one);
    }

    @Test
    void curveGoesFromTheSmallestToTheLargest() {
        Latencies latencies = Latencies.of(random(1_000, 4));
        List<Latencies.Point> curve = latencies.curve(4);

        assertThat(curve.get(0).percentile()).isZero();
        assertThat(curve).extracting(Latencies.Point::millis).isSorted();
        assertThat(curve.get(curve.size() - 1).percentile()).isCloseTo(99.9, within(0.001));
        assertThat(curve)
                .allSatisfy(point -> assertThat(point.millis())
                        .isEqualTo(latencies.at(point.percentile()).toNanos() / 1e6));
    }

    @Test
    void nothingHasNoPercentilesAndNoBuckets() {
        assertThat(Latencies.NONE.count()).isZero();
        assertThat(Latencies.NONE.at(99)).isZero();
        assertThat(Latencies.NONE.tells(50)).isFalse();
        assertThat(Latencies.NONE.bucketNanos()).isEmpty();
    }

    @Test
    void tellsAPercentileWhenOneSampleLiesAboveIt() {
        assertThat(Latencies.of(random(99, 1)).tells(99)).isFalse();
        assertThat(Latencies.of(random(100, 1)).tells(99)).isTrue();
        assertThat(Latencies.of(random(999, 1)).tells(99.9)).isFalse();
        assertThat(Latencies.of(random(1_000, 1)).tells(99.9)).isTrue();
        assertThat(Latencies.of(random(1, 1)).tells(100)).isTrue();
    }

    private static Histogram random(int size, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Histogram histogram = Latencies.histogram();
        for (int i = 0; i < size; i++) {
            histogram.recordValue(Math.round(4e6 * Math.exp(random.nextGaussian())));
        }
        return histogram;
    }
}
