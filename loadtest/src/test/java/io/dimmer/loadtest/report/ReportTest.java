package io.dimmer.loadtest.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dimmer.loadtest.record.Ending;
import io.dimmer.loadtest.record.Label;
import io.dimmer.loadtest.record.LagRecorder;
import io.dimmer.loadtest.record.LatencyRecorder;
import io.dimmer.loadtest.record.RunResult;
import io.dimmer.loadtest.record.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final long MILLI = 1_000_000;
    private static final RunDescription DESCRIPTION = new RunDescription(
            "http://shop/",
            "evenly spaced, 100 a second throughout",
            "5 in X-User-Id, uniform",
            64,
            7,
            "2 cores",
            "loadtest http://shop/",
            Instant.parse("2026-11-20T10:00:00Z"),
            new TreeMap<>(Map.of("loadtest", "0.1.0")));

    @Test
    void showsVersionsReasonsAndFailures() {
        String text = String.join("\n", report(1).lines());

        assertThat(text)
                .contains("http://shop/")
                .contains("100.0 requests/s asked, 100.0 reached, 200 requests in 2.0 s")
                .containsPattern("all +200 +20 +4\\.\\d+ ms")
                .containsPattern("version canary +20 +20 ")
                .containsPattern("version blue +180 +0 ")
                .containsPattern("reason hash +200 ")
                .containsPattern("failed +version canary +server_error +20");
    }

    @Test
    void showsNoPercentileThatHasNoSampleAboveIt() {
        assertThat(report(1).lines())
                .anySatisfy(line ->
                        assertThat(line).containsPattern("version canary +20 +20 +4\\.\\d+ ms +4\\.\\d+ ms +- +- "));
    }

    @Test
    void givesProgramsSecondsAndTheSameCounts() {
        JsonNode json = report(1).json();

        assertThat(json.get("void").isNull()).isTrue();
        assertThat(json.get("requests").asLong()).isEqualTo(200);
        assertThat(json.get("failures").asLong()).isEqualTo(20);
        assertThat(json.get("rateAsked").asDouble()).isEqualTo(100);
        assertThat(json.get("lag").get("limit").asDouble()).isEqualTo(0.01);
        JsonNode all = json.get("series").get(0);
        assertThat(all.get("kind").asText()).isEqualTo("all");
        assertThat(all.get("endings").get("server_error").asLong()).isEqualTo(20);
        assertThat(all.get("fromPlanned").get("p99").asDouble()).isBetween(0.0039, 0.0041);
        assertThat(all.get("fromPlanned").has("p99.9")).isFalse();
        assertThat(all.get("fromSending").get("p50").asDouble()).isBetween(0.0029, 0.0031);
    }

    @Test
    void aVoidRunSaysWhyAndShowsNoPercentiles() {
        Report report = report(50);
        String text = String.join("\n", report.lines());

        assertThat(text)
                .contains("VOID: the generator was late: 1 % of the requests were taken up more than 50.0 ms after")
                .contains("the limit is 10.0 ms")
                .doesNotContain("p99.9")
                .containsPattern("failed +version canary +server_error +20");
        assertThat(report.json().get("void").asText()).startsWith("the generator was late");
        assertThat(report.json().get("series").get(0).has("fromPlanned")).isFalse();
    }

    private static Report report(long lagMillis) {
        return new Report(DESCRIPTION, result(lagMillis), Optional.empty(), List.of(), Optional.empty(), List.of());
    }

    @Test
    void saysThatItWasStopped() {
        Duration planned = Duration.ofSeconds(30);
        assertThat(DESCRIPTION.lasting(Duration.ofMillis(2_140), planned).plan())
                .endsWith("; stopped after 2.1 of 30 s");
        assertThat(DESCRIPTION.lasting(planned, planned)).isEqualTo(DESCRIPTION);
    }

    @Test
    void saysThatTheProxyKnowsNothingOfARunThatItDidNotBelieve() {
        Report unasked = report(1);
        Report unknown = new Report(
                unasked.description(),
                unasked.result(),
                Optional.empty(),
                List.of(),
                Optional.of(List.of()),
                List.of());
        assertThat(unknown.lines()).contains(Report.PROXY_SAW_NOTHING);
        assertThat(unasked.lines()).noneMatch(line -> line.contains("proxy"));
        assertThat(unasked.json().has("proxy")).isFalse();
    }

    private static RunResult result(long lagMillis) {
        LatencyRecorder latencies = new LatencyRecorder();
        LagRecorder lags = new LagRecorder();
        for (int i = 0; i < 200; i++) {
            boolean canary = i % 10 == 0;
            Sample sample =
                    new Sample(0, MILLI, 4 * MILLI, canary ? Ending.SERVER_ERROR : Ending.ANSWERED, canary ? 500 : 200);
            latencies.record(Label.ALL, sample);
            latencies.record(Label.version(canary ? "canary" : "blue"), sample);
            latencies.record(Label.reason("hash"), sample);
            lags.record(lagMillis * MILLI);
        }
        return new RunResult(
                Duration.ofSeconds(2),
                Duration.ofSeconds(2).toNanos(),
                200,
                100,
                0,
                lags.lag(Duration.ofMillis(10)),
                List.of(),
                latencies.results());
    }
}
