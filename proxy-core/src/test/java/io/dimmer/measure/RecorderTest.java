package io.dimmer.measure;

import static io.dimmer.measure.loop.Probe.BLUE;
import static io.dimmer.measure.loop.Probe.CANARY;
import static io.dimmer.measure.loop.Probe.MS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dimmer.config.value.ServiceName;
import io.dimmer.config.value.VersionName;
import io.dimmer.exchange.AssignmentReason;
import io.dimmer.exchange.Outcome;
import io.dimmer.judge.Thresholds;
import io.dimmer.judge.trial.ShareCount;
import io.dimmer.measure.loop.LoopEvidence;
import io.dimmer.measure.loop.Probe;
import io.dimmer.measure.loop.Roster;
import io.dimmer.measure.loop.VersionRecorder;
import io.dimmer.time.ManualTime;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** What the loops hand over, put together. Loops and control thread are the test's own thread. */
class RecorderTest {
    private static final ServiceName SHOP = new ServiceName("shop");
    private static final VersionName STABLE = new VersionName("blue");
    private static final VersionName TRIED = new VersionName("canary");

    private final ManualTime time = new ManualTime();
    private final Recorder recorder =
            new Recorder(List.of(Runnable::run, Runnable::run), Runnable::run, time, InstantSource.system());
    private final Thresholds thresholds = Probe.thresholds();

    RecorderTest() {
        recorder.adopt(Probe.roster(Probe.ALL_ERRORS));
        collect();
    }

    @Test
    void factsOfAllLoopsComeApart() {
        request(0, BLUE, 1).answer(200, MS);
        request(1, CANARY, 2).answer(500, MS);
        request(1, CANARY, 3).answer(500, MS);
        List<LoopEvidence> facts = collect().facts(SHOP);
        assertThat(facts).extracting(LoopEvidence::facts).containsExactly(2, 2);
        assertThat(collect().facts(SHOP)).extracting(LoopEvidence::facts).containsExactly(0, 0);
        assertThat(collect().facts(new ServiceName("unknown"))).isEmpty();
    }

    @Test
    void theLastMinuteIsThatOfAllLoops() {
        for (int user = 0; user < 100; user++) {
            request(user % 2, CANARY, user * 0x9E3779B97F4A7C15L)
                    .answer(user < 20 ? 500 : user < 30 ? 404 : 200, 4 * MS);
        }
        Probe.at(recorder.loop(0), 0).on(CANARY).run().assigned(0).answer(500, MS);
        Handover handover = collect();
        assertThat(handover.minute(SHOP, TRIED).requests()).isEqualTo(100);
        assertThat(handover.minute(SHOP, TRIED).errorRatio()).isCloseTo(0.20, within(1e-9));
        assertThat(handover.minute(SHOP, TRIED).clientErrorRatio()).isCloseTo(0.10, within(1e-9));
        assertThat(handover.minute(SHOP, TRIED).p50Seconds()).isCloseTo(0.004, within(4e-5));
        assertThat((double) handover.minute(SHOP, TRIED).users()).isCloseTo(100, within(6.0));
        assertThat(handover.minute(SHOP, STABLE).requests()).isZero();
        assertThat(handover.minute(SHOP, new VersionName("gone")).requests()).isZero();
    }

    @Test
    void baselineLatenciesAreGoodAnswersOfStableThatWereDrawn() {
        request(0, BLUE, 1).answer(200, 3 * MS);
        request(1, BLUE, 2).answer(304, 3 * MS);
        request(0, BLUE, 3).answer(404, 3 * MS);
        request(0, BLUE, 4).answer(500, 3 * MS);
        request(0, CANARY, 5).answer(200, 3 * MS);
        Probe.at(recorder.loop(0), 0)
                .because(AssignmentReason.FORCED)
                .assigned(0)
                .answer(200, 3 * MS);
        Probe.at(recorder.loop(0), 0).run().assigned(0).answer(200, 3 * MS);
        assertThat(collect().latencies(SHOP).orElseThrow().count()).isEqualTo(2);
    }

    @Test
    void observedSharesAreThoseOfAssignmentsThatNobodyForced() {
        assertThat(collect().observedShare(SHOP, TRIED)).isZero();
        for (int i = 0; i < 75; i++) {
            request(0, BLUE, i);
        }
        for (int i = 0; i < 25; i++) {
            request(1, CANARY, i);
            Probe.at(recorder.loop(1), 0)
                    .on(CANARY)
                    .because(AssignmentReason.FORCED)
                    .assigned(0);
            Probe.at(recorder.loop(1), 0).on(CANARY).run().assigned(0);
        }
        assertThat(collect().observedShare(SHOP, TRIED)).isCloseTo(0.25, within(1e-9));
        assertThat(recorder.total(CANARY, VersionRecorder.ACTIVE)).isEqualTo(75);
    }

    @Test
    void firstUsersAreCountedOnceAMinute() {
        for (int slot = 0; slot < 200; slot++) {
            request(slot % 2, slot < 150 ? BLUE : CANARY, (long) slot << 48);
            request(0, CANARY, (long) slot << 48);
        }
        Probe.at(recorder.loop(0), 0)
                .on(CANARY)
                .because(AssignmentReason.RANDOM)
                .of(-1)
                .assigned(0);
        Probe.at(recorder.loop(0), 0).on(CANARY).run().of(-1).assigned(0);
        assertThat(share(collect())).isEmpty();
        time.pass(Duration.ofMinutes(1));
        // The first loop saw the canary on slots whose blue request went to the second loop: its own first counts.
        ShareCount count = share(collect()).orElseThrow();
        assertThat(count.stable() + count.canary()).isEqualTo(200);
        assertThat(count.stable()).isEqualTo(75);
        assertThat(share(collect())).isEmpty();
    }

    @Test
    void servicesAreCountedInTurnsOnceAMinuteEach() {
        ServiceName late = new ServiceName("late");
        Roster.Service shop = recorder.roster().services().get(0);
        Roster.Version there = new Roster.Version(7, STABLE, Optional.empty());
        Roster.Version tried = new Roster.Version(8, TRIED, Optional.empty());
        recorder.adopt(new Roster(
                List.of(shop, new Roster.Service(120, late, 7, List.of(there, tried), shop.errors())), List.of()));
        request(0, BLUE, 1L << 48);
        request(0, 7, 1L << 48);
        int shops = 0;
        int lates = 0;
        for (int tick = 0; tick < 2 * 240; tick++) {
            time.pass(Duration.ofMillis(250));
            Handover handover = collect();
            boolean isShop = share(handover).isPresent();
            boolean isLate = handover.share(late, STABLE, TRIED, 0.5).isPresent();
            assertThat(isShop && isLate).isFalse();
            shops += isShop ? 1 : 0;
            lates += isLate ? 1 : 0;
        }
        assertThat(shops).isEqualTo(2);
        assertThat(lates).isEqualTo(2);
    }

    @Test
    void aNewSplitNumberForgetsTheFirstUsersOnEveryLoop() {
        request(0, BLUE, 1L << 48);
        request(1, BLUE, 2L << 48);
        Probe.at(recorder.loop(0), 0).on(CANARY).under(2).of(3L << 48).assigned(0);
        time.pass(Duration.ofMinutes(1));
        ShareCount count = share(collect()).orElseThrow();
        assertThat(count.stable()).isZero();
        assertThat(count.canary()).isEqualTo(1);
    }

    @Test
    void whoStaysInTheRosterKeepsItsCounts() {
        Probe running = request(0, BLUE, 1);
        request(0, CANARY, 1).answer(200, MS);
        Roster roster = recorder.roster();
        Roster.Service shop = roster.services().get(0);
        Roster.Service smaller = new Roster.Service(
                shop.number(), shop.name(), shop.stable(), shop.versions().subList(0, 1), shop.errors());
        recorder.adopt(new Roster(List.of(smaller), roster.routes()));
        request(0, CANARY, 1).answer(200, MS);
        running.answer(200, MS);
        assertThat(recorder.total(BLUE, VersionRecorder.REQUESTS)).isEqualTo(1);
        assertThat(recorder.total(BLUE, VersionRecorder.ACTIVE)).isZero();
        assertThat(recorder.total(CANARY, VersionRecorder.REQUESTS)).isZero();
        assertThat(collect().minute(SHOP, TRIED).requests()).isZero();
        assertThat(collect().minute(SHOP, STABLE).requests()).isEqualTo(1);
    }

    @Test
    void aLoopThatHasStoppedFailsTheHandOverInsteadOfHangingIt() {
        Executor stopped = task -> {
            throw new RejectedExecutionException("stopped");
        };
        CompletionStage<Handover> answer = new Recorder(
                        List.of(Runnable::run, stopped), Runnable::run, time, InstantSource.system())
                .collect(Map.of());
        assertThat(answer.toCompletableFuture()).isCompletedExceptionally();
    }

    @Test
    void exchangesThatEndWithoutAVersionAreNoRequestsOfAVersion() {
        Probe.at(recorder.loop(0), 0).finish(Outcome.NO_VERSION, 503, MS);
        assertThat(recorder.total(BLUE, VersionRecorder.REQUESTS)).isZero();
    }

    private Probe request(int loop, int version, long user) {
        return Probe.at(recorder.loop(loop), time.nanos()).on(version).of(user).assigned(time.nanos());
    }

    private Handover collect() {
        return recorder.collect(Map.of(SHOP, thresholds)).toCompletableFuture().join();
    }

    private static Optional<ShareCount> share(Handover handover) {
        return handover.share(SHOP, STABLE, TRIED, 0.5);
    }
}
