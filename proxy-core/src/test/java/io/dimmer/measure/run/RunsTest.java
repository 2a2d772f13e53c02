package io.dimmer.measure.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.dimmer.config.value.ServiceName;
import io.dimmer.config.value.VersionName;
import io.dimmer.exchange.AssignmentReason;
import io.dimmer.exchange.Exchange;
import io.dimmer.exchange.Outcome;
import io.dimmer.exchange.TextHead;
import io.dimmer.measure.sketch.Latencies;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which runs are kept, and what is told of them. */
class RunsTest {
    private static final ServiceName SHOP = new ServiceName("shop");
    private static final Instant ZERO = Instant.parse("2026-01-01T00:00:00Z");

    private final Latencies latencies = new Latencies();
    private final LoopRuns loop = new LoopRuns(latencies::take);
    private final Runs runs = new Runs(latencies::take, latencies::giveBack);
    private long now;

    private final Runs.Names names = new Runs.Names() {
        @Override
        public Optional<ServiceName> service(int number) {
            return number == 0 ? Optional.of(SHOP) : Optional.empty();
        }

        @Override
        public Optional<VersionName> version(int number) {
            return Optional.of(new VersionName("v" + number));
        }
    };

    private void request(String run, int service, int version, Outcome how) {
        Exchange exchange =
                new Exchange(TextHead.of("GET", "/", "shop", List.of()), InetAddress.getLoopbackAddress(), false, now);
        exchange.routed(0, service);
        exchange.assigned(0, version, AssignmentReason.HASH, 0);
        now += TimeUnit.MILLISECONDS.toNanos(10);
        exchange.end(how, how.status(), now);
        loop.ended(exchange, run, how);
    }

    private void handOver() {
        runs.add(loop.take(), names, ZERO::plusNanos);
    }

    @Test
    void countsByVersionAndOutcomeAcrossHandOvers() {
        IntStream.range(0, 100).forEach(i -> request("a", 0, 1, Outcome.ANSWERED));
        handOver();
        IntStream.range(0, 100).forEach(i -> request("a", 0, 1, Outcome.CONNECT_FAILED));
        request("a", 0, Exchange.NONE, Outcome.NO_VERSION);
        handOver();
        handOver();
        RunReport report = runs.of(SHOP).get(0);
        assertThat(report.versions()).containsOnlyKeys("v1", "none");
        RunReport.Version version = Objects.requireNonNull(report.versions().get("v1"));
        assertThat(version.requests()).isEqualTo(200);
        assertThat(version.errors()).isEqualTo(100);
        assertThat(version.outcomes())
                .containsEntry(Outcome.ANSWERED, 100L)
                .containsEntry(Outcome.CONNECT_FAILED, 100L);
        assertThat(version.duration().p99()).isBetween(0.0099, 0.0101);
        assertThat(version.duration().p999()).as("no sample above").isNaN();
        assertThat(report.from()).isEqualTo(ZERO);
        assertThat(report.to()).isEqualTo(ZERO.plusNanos(now));
    }

    @Test
    void theOneThatSentNothingForLongestGoes() {
        for (int i = 0; i < Runs.MOST; i++) {
            request("run-" + i, 0, 1, Outcome.ANSWERED);
            handOver();
        }
        request("run-0", 0, 1, Outcome.ANSWERED);
        request("late", 0, 1, Outcome.ANSWERED);
        handOver();
        assertThat(runs.of(SHOP))
                .hasSize(Runs.MOST)
                .extracting(RunReport::run)
                .startsWith("late", "run-0")
                .doesNotContain("run-1");
        assertThat(runs.log(SHOP, "run-1")).isEmpty();
        assertThat(runs.log(SHOP, "run-0").orElseThrow()).contains("Tag=v1", "Tag=v1.upstream");
    }

    @Test
    void namesWithoutEndTakeRoomWithAnEnd() {
        IntStream.range(0, 5_000).forEach(i -> request("run-" + i, 0, 1, Outcome.ANSWERED));
        List<RunSample> taken = loop.take();
        assertThat(taken).hasSizeLessThan(70);
        assertThat(taken.stream()
                        .mapToLong(sample -> sample.count(Outcome.ANSWERED))
                        .sum())
                .isEqualTo(5_000);
        runs.add(taken, names, ZERO::plusNanos);
        assertThat(runs.of(SHOP)).hasSize(Runs.MOST);
    }

    @Test
    void whatHasGoneIsForgotten() {
        request("a", 0, 1, Outcome.ANSWERED);
        request("b", 7, 1, Outcome.ANSWERED);
        handOver();
        assertThat(runs.of(SHOP)).extracting(RunReport::run).containsExactly("a");
        runs.retain(Set.of(SHOP));
        assertThat(runs.of(SHOP)).hasSize(1);
        runs.retain(Set.of());
        assertThat(runs.of(SHOP)).isEmpty();
    }
}
