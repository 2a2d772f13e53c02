package io.dimmer.measure.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.dimmer.measure.loop.Sample;
import io.dimmer.measure.loop.VersionRecorder;
import io.dimmer.measure.sketch.Latencies;
import io.dimmer.measure.sketch.LatencyBatch;
import io.dimmer.measure.sketch.Users;
import java.time.Duration;
import java.util.Arrays;
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

    private final VersionWindow window = new VersionWindow(latencies, 0, start);
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
        assertThat(window.minute().p50Seconds()).isCloseTo(0.005, within(0.0001));
        assertThat(window.minute().p99Seconds()).isCloseTo(0.020, within(0.0003));
        advance(61);
        assertThat(window.minute().requests()).isEqualTo(50);
        assertThat(window.minute().errorRatio()).isZero();
        assertThat(window.minute().p50Seconds()).isCloseTo(0.020, within(0.0003));
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
        LatencyBatch failed = new LatencyBatch(latencies);
        failed.record(900 * MS);
        window.add(new Sample(1, null, failed, new Users()));
        counted[VersionRecorder.REQUESTS] = 1;
        advance(1);
        assertThat(window.baseline().count()).isZero();
        assertThat(window.minute().p99Seconds()).isCloseTo(0.9, within(0.01));
    }

    /** The twin of a sliding window that keeps everything: random latencies, few and many at once, exact answers. */
    @ParameterizedTest
    @ValueSource(ints = {1, 50, 2_047, 2_048, 2_049, 5_000})
    void slidingIsExact(int atOnce) {
        Random random = new Random(19);
        Histogram exact = latencies.take();
        LatencyWindow sliding = new LatencyWindow(latencies, latencies::take, Duration.ofSeconds(1), 3, 0);
        LatencyWindow coarse = new LatencyWindow(latencies, Latencies::coarse, Duration.ofSeconds(1), 3, 0);
        long[][] bySecond = new long[20][];
        for (int second = 0; second < bySecond.length; second++) {
            sliding.advance(second * SECOND);
            coarse.advance(second * SECOND);
            bySecond[second] =
                    random.longs(random.nextInt(2 * atOnce), MS, 3_000 * MS).toArray();
            for (int from = 0; from < bySecond[second].length; from += atOnce) {
                LatencyBatch seen = batch(
                        Arrays.copyOfRange(bySecond[second], from, Math.min(from + atOnce, bySecond[second].length)));
                sliding.add(seen);
                coarse.add(seen);
            }
            exact.reset();
            for (int back = Math.max(0, second - 2); back <= second; back++) {
                Arrays.stream(bySecond[back]).forEach(exact::recordValue);
            }
            assertThat(sliding.count()).isEqualTo(exact.getTotalCount());
            assertThat(sliding.nanosAt(50)).isEqualTo(exact.getValueAtPercentile(50));
            assertThat(sliding.nanosAt(99)).isEqualTo(exact.getValueAtPercentile(99));
            assertThat(coarse.count()).isEqualTo(exact.getTotalCount());
            assertThat(coarse.nanosAt(99)).isCloseTo(exact.getValueAtPercentile(99), withinPercentage(1));
        }
    }

    private LatencyBatch batch(long[] nanos) {
        LatencyBatch batch = new LatencyBatch(latencies);
        Arrays.stream(nanos).forEach(batch::record);
        return batch;
    }

    /** Whoever forgets at another moment forgets as much. */
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 19, 20})
    void everyTurnForgetsWithinFiveSecondsOfTheMinute(int turn) {
        VersionWindow shifted = new VersionWindow(latencies, turn, start);
        shifted.advance(start, counted.clone());
        Users users = new Users();
        users.add(1);
        shifted.add(new Sample(1, batch(new long[] {MS}), null, users));
        counted[VersionRecorder.REQUESTS] = 1;
        shifted.advance(start + MS, counted.clone());
        shifted.advance(start + 54 * SECOND, counted.clone());
        assertThat(shifted.minute().requests()).isEqualTo(1);
        assertThat(shifted.minute().users()).isEqualTo(1);
        shifted.advance(start + 60 * SECOND, counted.clone());
        assertThat(shifted.minute()).isEqualTo(Minute.NOTHING);
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
        LatencyBatch drawn = new LatencyBatch(latencies);
        Users users = new Users();
        Random random = new Random(29);
        for (int i = 0; i < requests; i++) {
            drawn.record(nanos);
            users.add(random.nextLong());
        }
        window.add(new Sample(1, drawn, null, users));
        counted[VersionRecorder.REQUESTS] += requests;
        counted[VersionRecorder.ERRORS] += errors;
    }
}
