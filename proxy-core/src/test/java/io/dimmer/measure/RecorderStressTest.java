package io.dimmer.measure;

import static io.dimmer.measure.loop.Probe.BLUE;
import static io.dimmer.measure.loop.Probe.CANARY;
import static org.assertj.core.api.Assertions.assertThat;

import io.dimmer.config.value.ServiceName;
import io.dimmer.config.value.VersionName;
import io.dimmer.exchange.Outcome;
import io.dimmer.judge.Thresholds;
import io.dimmer.measure.loop.Endings;
import io.dimmer.measure.loop.LoopEvidence;
import io.dimmer.measure.loop.Probe;
import io.dimmer.measure.loop.VersionRecorder;
import io.dimmer.measure.meter.Meters;
import io.dimmer.time.ElapsedTime;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Loops that write while they are asked to hand over and while somebody scrapes: nothing is lost or counted twice. */
class RecorderStressTest {
    private static final int LOOPS = 3;
    /** So few that the facts of all fit into one hand-over, however late it comes. */
    private static final int BURSTS = 60;

    private static final int BURST = 20;
    private static final ServiceName SHOP = new ServiceName("shop");

    private final List<ExecutorService> loops = IntStream.range(0, LOOPS)
            .mapToObj(i -> Executors.newSingleThreadExecutor())
            .toList();
    private final ExecutorService control = Executors.newSingleThreadExecutor();
    private final Thresholds thresholds = Probe.thresholds();
    private final Recorder recorder = new Recorder(loops, control, ElapsedTime.SYSTEM, InstantSource.system());

    @AfterEach
    void stop() {
        loops.forEach(ExecutorService::shutdownNow);
        control.shutdownNow();
    }

    @Test
    void everythingIsHandedOverExactlyOnce() {
        recorder.adopt(Probe.roster(Probe.ALL_ERRORS));
        Meters meters = Meters.of(recorder, "test", List::of);
        collect();
        List<CompletableFuture<Void>> bursts = new ArrayList<>();
        for (int burst = 0; burst < BURSTS; burst++) {
            for (int loop = 0; loop < LOOPS; loop++) {
                bursts.add(burst(loop, burst));
            }
        }
        long facts = 0;
        long baseline = 0;
        while (!bursts.stream().allMatch(CompletableFuture::isDone)) {
            Handover handover = collect();
            facts += count(handover);
            assertThat(meters.scrape()).contains("dimmer_requests_total");
        }
        Handover last = collect();
        facts += count(last);
        baseline += last.latencies(SHOP).orElseThrow().count();
        long all = (long) LOOPS * BURSTS * BURST;
        assertThat(facts).as("a fact for the head and one for the end").isEqualTo(2 * all);
        assertThat(baseline).isEqualTo(all / 2);
        assertThat(last.minute(SHOP, new VersionName("canary")).requests()).isEqualTo(all / 2);
        assertThat(recorder.total(CANARY, VersionRecorder.ACTIVE)).isZero();
        assertThat(ended()).isEqualTo(all);
        assertThat(meters.scrape())
                .contains("dimmer_upstream_response_seconds_count{service=\"shop\",version=\"blue\"} " + all / 2);
    }

    private CompletableFuture<Void> burst(int loop, int burst) {
        return CompletableFuture.runAsync(
                () -> {
                    for (int i = 0; i < BURST; i++) {
                        long now = ElapsedTime.SYSTEM.nanos();
                        Probe.at(recorder.loop(loop), now)
                                .on(i % 2 == 0 ? BLUE : CANARY)
                                .of((long) burst * BURST + i)
                                .assigned(now)
                                .answer(200, now + 1_000);
                    }
                },
                loops.get(loop));
    }

    private long ended() {
        return recorder.tables().stream()
                .flatMap(table -> IntStream.of(BLUE, CANARY).mapToObj(version -> table.endings(Probe.ROUTE, version)))
                .mapToLong(endings -> count(endings))
                .sum();
    }

    private static long count(@Nullable Endings endings) {
        return endings == null ? 0 : endings.count(Outcome.ANSWERED, 2);
    }

    private static long count(Handover handover) {
        return handover.facts(SHOP).stream().mapToLong(LoopEvidence::facts).sum();
    }

    private Handover collect() {
        return recorder.collect(Map.of(SHOP, thresholds)).toCompletableFuture().join();
    }
}
