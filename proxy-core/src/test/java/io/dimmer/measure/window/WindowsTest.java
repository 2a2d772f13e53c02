package io.dimmer.measure.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dimmer.measure.loop.Latencies;
import io.dimmer.measure.loop.Sample;
import io.dimmer.measure.loop.Users;
import io.dimmer.measure.loop.VersionRecorder;
import java.time.Duration;
import java.util.Random;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The last minute and the last ten. */
class WindowsTest {
    private static final long SECOND = 1_000_000_000;
    private static final long MS = 1_000_000;

    private final Latencies latencies = new Latencies();
    /** Elapsed time has no origin: it may be below 0. */
    private final long start = -7 * SECOND;

    private final VersionWindow window = new VersionWindow(latencies, start);
    private final long[] counted = new long[VersionRecorder.TOTALS];

    @Test
    void theLastMinuteForgetsWhatIsOlder() {
        advance(0);
        see(100, 10, 5 * MS);
        advance(1);
        assertThat(window.minute().requests()).isEqualTo(100);
        advance(50);
        see(50, 0, 20 * MS);
        advance(51);
        assertThat(window.minute().requests()).isEqualTo(150);
        assertThat(window.minute().errorRatio()).isCloseTo(10 / 150.0, within(1e-12));
        assertThat(window.minute().p50Seconds()).isCloseTo(0.005, within(0.00001));
        assertThat(window.minute().p99Seconds()).isCloseTo(0.020, within(0.00003));
        advance(61);
        assertThat(window.minute().requests()).isEqualTo(50);
        assertThat(window.minute().errorRatio()).isZero();
        assertThat(window.minute().p50Seconds()).isCloseTo(0.020, within(0.00003));
        advance(200);
        assertThat(window.minute()).isEqualTo(Minute.NOTHING);
    }

    @Test
    void usersAreThoseOfTheLastMinuteAndEachCountsOnce() {
        advance(0);
        see(300, 0, MS);
        advance(20);
        see(300, 0, MS);
        advance(21);
        assertThat((double) window.minute().users()).isCloseTo(300, within(15.0));
        advance(300);
        see(10, 0, MS);
        advance(301);
        assertThat((double) window.minute().users()).isCloseTo(10, within(1.0));
    }

    @Test
    void baselineLatenciesAreThoseOfTenMinutes() {
        advance(0);
        see(1_000, 0, 5 * MS);
        advance(500);
        see(1_000, 0, 50 * MS);
        assertThat(window.baseline().count()).isEqualTo(2_000);
        assertThat(window.baseline().nanosAt(50)).isBetween(5 * MS, 5 * MS + 10_000);
        advance(700);
        assertThat(window.baseline().count()).isEqualTo(1_000);
        assertThat(window.baseline().nanosAt(50)).isBetween(50 * MS, 50 * MS + 50_000);
        assertThat(window.baseline().highestEquivalent(60 * MS)).isBetween(60 * MS, 60 * MS + 60_000);
        advance(5_000);
        assertThat(window.baseline().count()).isZero();
    }

    @Test
    void otherLatenciesAreNoBaseline() {
        Histogram failed = latencies.take();
        failed.recordValue(900 * MS);
        window.add(new Sample(1, null, failed, new Users()));
        counted[VersionRecorder.REQUESTS] = 1;
        advance(1);
        assertThat(window.baseline().count()).isZero();
        assertThat(window.minute().p99Seconds()).isCloseTo(0.9, within(0.001));
    }

    /** The twin of a sliding window that keeps everything: random latencies, exact answers. */
    @Test
    void slidingIsExact() {
        Random random = new Random(19);
        Histogram exact = latencies.take();
        LatencyWindow sliding = new LatencyWindow(latencies, Duration.ofSeconds(1), 3, 0);
        long[][] bySecond = new long[40][];
        for (int second = 0; second < bySecond.length; second++) {
            sliding.advance(second * SECOND);
            bySecond[second] = random.longs(random.nextInt(50), MS, 3_000 * MS).toArray();
            for (long value : bySecond[second]) {
                Histogram one = latencies.take();
                one.recordValue(value);
                sliding.add(one);
            }
            exact.reset();
            for (int back = Math.max(0, second - 2); back <= second; back++) {
                for (long value : bySecond[back]) {
                    exact.recordValue(value);
                }
            }
            assertThat(sliding.count()).isEqualTo(exact.getTotalCount());
            assertThat(sliding.nanosAt(99)).isEqualTo(exact.getValueAtPercentile(99));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 10, 1_000, 20_000, 1_000_000})
    void usersAreEstimatedWithinFourSigma(int count) {
        Random random = new Random(23);
        Users one = new Users();
        Users other = new Users();
        for (int i = 0; i < count; i++) {
            long hash = random.nextLong();
            (i % 2 == 0 ? one : other).add(hash);
            one.add(hash);
        }
        one.add(other);
        assertThat((double) one.estimate()).isCloseTo(count, within(4 * 0.023 * count + 0.5));
    }

    private void advance(long seconds) {
        window.advance(start + seconds * SECOND, counted.clone());
    }

    private void see(int requests, int errors, long nanos) {
        Histogram drawn = latencies.take();
        Users users = new Users();
        Random random = new Random(29);
        for (int i = 0; i < requests; i++) {
            drawn.recordValue(nanos);
            users.add(random.nextLong());
        }
        window.add(new Sample(1, drawn, null, users));
        counted[VersionRecorder.REQUESTS] += requests;
        counted[VersionRecorder.ERRORS] += errors;
    }
}
