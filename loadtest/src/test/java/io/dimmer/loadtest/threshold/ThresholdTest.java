package io.dimmer.loadtest.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.dimmer.loadtest.record.Ending;
import io.dimmer.loadtest.record.Label;
import io.dimmer.loadtest.record.LagRecorder;
import io.dimmer.loadtest.record.LatencyRecorder;
import io.dimmer.loadtest.record.RunResult;
import io.dimmer.loadtest.record.Sample;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 1 000 requests in 10 s: 50 to the version 1.10 take 40 ms and five of them fail, the others take 4 ms. */
class ThresholdTest {
    private static final long MILLI = 1_000_000;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "p50<5ms                 | PASSED | 4.00 ms",
                "p99<5ms                 | FAILED | 40.0 ms",
                "all.p99<=41ms           | PASSED | 40.0 ms",
                "p99.9<1s                | PASSED | 40.0 ms",
                "max < 30ms              | FAILED | 40.0 ms",
                "mean>100us              | PASSED | 5.80 ms",
                "blue.p99<5ms            | PASSED | 4.00 ms",
                "1.10.p50<5ms            | FAILED | 40.0 ms",
                "version.1.10.p50<50ms   | PASSED | 40.0 ms",
                "reason.hash.requests>=1000 | PASSED | 1,000",
                "1.10.errors<0.1%        | FAILED | 10.000 %",
                "1.10.errors<=0.1        | PASSED | 10.000 %",
                "blue.errors<0.1%        | PASSED | 0.000 %",
                "1.10.failures<5         | FAILED | 5.0",
                "1.10.share<5.1%         | PASSED | 5.000 %",
                "rate>99                 | PASSED | 100",
                "1.10.p99<1s             | VOID   | 50 requests are too few for it",
                "green.p50<1s            | VOID   | 0 requests are too few for it",
                "green.errors<1%         | VOID   | 0 requests are too few for it",
                "green.requests>0        | FAILED | 0.0",
            })
    void isPrintedWithItsValue(String text, Finding.State state, String value) {
        Finding finding = Threshold.of(text).check(run(1));

        assertThat(finding.state()).isEqualTo(state);
        assertThat(finding.value()).isEqualTo(value);
        assertThat(finding.threshold()).isEqualTo(text.strip());
    }

    @Test
    void saysNothingAboutAVoidRun() {
        Finding finding = Threshold.of("errors<50%").check(run(100));
        assertThat(finding).isEqualTo(new Finding("errors<50%", Finding.State.VOID, "the run is void"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "canary<5ms      | expected SERIES.FIGURE<LIMIT such as canary.p99<200ms",
                "canary.p99=5ms  | expected SERIES.FIGURE<LIMIT",
                "canary.p101<5ms | expected SERIES.FIGURE<LIMIT",
                "canary.p99<200  | found '200', expected a time with its unit, 200ms",
                "errors<1ms      | found '1ms', expected a share, 0.1% or 0.001",
                "requests>5%     | found '5%', expected a number, 100",
            })
    void refusesWhatCannotBeMeant(String text, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Threshold.of(text))
                .withMessageStartingWith("threshold: ")
                .withMessageContaining(message);
    }

    private static RunResult run(long lagMillis) {
        LatencyRecorder latencies = new LatencyRecorder();
        LagRecorder lags = new LagRecorder();
        for (int i = 0; i < 1_000; i++) {
            boolean slow = i % 20 == 0;
            Ending ending = i % 200 == 0 ? Ending.SERVER_ERROR : Ending.ANSWERED;
            Sample sample = new Sample(0, 0, (slow ? 40 : 4) * MILLI, ending, 200);
            latencies.record(Label.ALL, sample);
            latencies.record(Label.version(slow ? "1.10" : "blue"), sample);
            latencies.record(Label.reason("hash"), sample);
            lags.record(lagMillis * MILLI);
        }
        Duration length = Duration.ofSeconds(10);
        return new RunResult(
                length,
                length.toNanos(),
                1_000,
                100,
                0,
                lags.lag(Duration.ofMillis(10)),
                List.of(),
                latencies.results());
    }
}
