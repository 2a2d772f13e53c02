package io.dimmer.loadtest.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.dimmer.loadtest.record.Annotation;
import io.dimmer.loadtest.record.Ending;
import io.dimmer.loadtest.record.Interval;
import io.dimmer.loadtest.record.Label;
import io.dimmer.loadtest.record.LagRecorder;
import io.dimmer.loadtest.record.LatencyRecorder;
import io.dimmer.loadtest.record.ProxySeries;
import io.dimmer.loadtest.record.RunResult;
import io.dimmer.loadtest.record.Sample;
import io.dimmer.loadtest.report.Report;
import io.dimmer.loadtest.report.RunDescription;
import io.dimmer.loadtest.threshold.Threshold;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReportPageTest {
    private static final long MILLI = 1_000_000;
    private static final int INTERVALS = 20;

    @Test
    void opensWithTheSentenceAndHoldsWhatWasRun() throws IOException {
        String page = ReportPage.of(report(1, "http://shop/"));

        assertThat(page)
                .contains(
                        "<h1>canary served 200 of 2\u00a0200 requests; p99 is 3.0\u00a0ms slower than blue, 95\u00a0% interval"
                                + " 3.0\u00a0ms to 3.0\u00a0ms; no failed request.</h1>")
                .contains("What the proxy measured of this run", "shop/canary", "1,234", "21.0 ms")
                .contains("<header class=\"failed\">")
                .contains("./dimmer loadtest http://shop/ -r 100")
                .contains("Linux of 1991")
                .contains("shop/canary")
                .contains("1.42.0")
                .contains("canary: drain (guard)")
                .contains("canary.p99&lt;5ms");
    }

    /** What is loaded from elsewhere would be missing on a machine without a network; and the page forbids it itself. */
    @Test
    void loadsNothingFromAnywhere() throws IOException {
        String page = ReportPage.of(report(1, "http://shop/"));

        assertThat(page).contains("Content-Security-Policy\" content=\"default-src 'none'");
        assertThat(page.replaceAll("(?s)<script>.*?</script>", ""))
                .doesNotContain("<link")
                .doesNotContain("<img")
                .doesNotContain("<script")
                .doesNotContain("@import")
                .doesNotContain("url(");
        assertThat(page).contains("echarts");
    }

    @Test
    void isNotMisledByWhatATargetCallsItself() throws IOException {
        String page = ReportPage.of(report(1, "http://shop/</script><script>alert(1)</script><!--"));

        assertThat(page).doesNotContain("<script>alert(1)");
        assertThat(page.split("<script>", -1)).hasSize(4);
        assertThat(page.split("</script>", -1)).hasSize(4);
    }

    @Test
    void aVoidRunSaysSoAndShowsNoLatency() throws IOException {
        String page = ReportPage.of(report(50, "http://shop/"));

        assertThat(page)
                .contains("<header class=\"void\">")
                .contains("<h1>This run says nothing: the generator was late")
                .contains("\"curves\":[]")
                .doesNotContain("Versions side by side")
                .doesNotContain("\"fromPlanned\":");
    }

    private static Report report(long lagMillis, String target) {
        RunResult result = result(lagMillis);
        RunDescription description = new RunDescription(
                target,
                "evenly spaced, 100 a second throughout",
                "none",
                64,
                7,
                "Linux of 1991",
                "loadtest " + target + " -r 100",
                Instant.parse("2026-11-20T10:00:00Z"),
                new TreeMap<>(Map.of("shop/canary", "1.42.0")));
        return new Report(
                description,
                result,
                Optional.empty(),
                List.of(new Annotation(3_000 * MILLI, "state", "canary: drain (guard)")),
                Optional.of(List.of(new ProxySeries(
                        "shop",
                        "canary",
                        1_234,
                        5,
                        new ProxySeries.Latency(Optional.of(Duration.ofMillis(4)), Optional.of(Duration.ofMillis(21))),
                        new ProxySeries.Latency(Optional.of(Duration.ofMillis(3)), Optional.empty())))),
                List.of(Threshold.of("canary.p99<5ms").check(result)));
    }

    private static RunResult result(long lagMillis) {
        LatencyRecorder whole = new LatencyRecorder();
        LagRecorder lags = new LagRecorder();
        List<Interval> intervals = new ArrayList<>();
        for (int i = 0; i < INTERVALS; i++) {
            LatencyRecorder part = new LatencyRecorder();
            for (int request = 0; request < 110; request++) {
                boolean canary = request % 11 == 0;
                part.record(Label.ALL, sample(canary));
                part.record(Label.version(canary ? "canary" : "blue"), sample(canary));
                lags.record(lagMillis * MILLI);
            }
            whole.add(part);
            intervals.add(new Interval(
                    i * 1_000L * MILLI, (i + 1) * 1_000L * MILLI, Duration.ofMillis(lagMillis), part.results()));
        }
        Duration length = Duration.ofSeconds(INTERVALS);
        return new RunResult(
                length,
                length.toNanos(),
                110 * INTERVALS,
                110,
                0,
                lags.lag(Duration.ofMillis(10)),
                intervals,
                whole.results());
    }

    private static Sample sample(boolean canary) {
        return new Sample(0, 0, (canary ? 7 : 4) * MILLI, Ending.ANSWERED, 200);
    }
}
