package io.dimmer.control.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.dimmer.config.rollout.GuardSpec;
import io.dimmer.config.service.DrainSpec;
import io.dimmer.config.service.Expose;
import io.dimmer.config.service.ForceSpec;
import io.dimmer.config.service.KeySource;
import io.dimmer.config.service.ServiceSpec;
import io.dimmer.config.service.StickySpec;
import io.dimmer.config.service.TimeoutsSpec;
import io.dimmer.config.service.VersionSpec;
import io.dimmer.config.value.Address;
import io.dimmer.config.value.ServiceName;
import io.dimmer.config.value.VersionName;
import io.dimmer.config.value.Weight;
import io.dimmer.control.Cause;
import io.dimmer.control.state.Change;
import io.dimmer.control.state.FileMerge;
import io.dimmer.control.state.ServiceState;
import io.dimmer.exchange.VersionState;
import io.dimmer.judge.Fact;
import io.dimmer.judge.HoldReason;
import io.dimmer.judge.trial.BaselineLatencies;
import io.dimmer.judge.trial.Trial;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServiceGuardTest {
    private static final VersionName BLUE = new VersionName("blue");
    private static final VersionName GREEN = new VersionName("green");
    private static final VersionName CANARY = new VersionName("canary");
    private static final Instant AT = Instant.parse("2026-11-20T12:00:00Z");
    private static final Change BY_ANNA = new Change("anna", Optional.empty(), AT);
    private static final long TICK = Duration.ofMillis(250).toNanos();
    private static final int STABLE_PER_TICK = 95;
    private static final int CANARY_PER_TICK = 5;

    private long now;
    private long user;

    @Test
    void aDeadCanaryFailsOnceAndTheLatchStays() {
        ServiceState state = state(5);
        ServiceGuard guard = begin(state, KeptTrial.NONE);
        List<GuardEvent> events = run(guard, state.splitNumber(), 20, true);
        assertThat(events).filteredOn(GuardEvent.Failed.class::isInstance).hasSize(1);
        GuardEvent.Failed failed = (GuardEvent.Failed) events.stream()
                .filter(GuardEvent.Failed.class::isInstance)
                .findFirst()
                .orElseThrow();
        assertThat(failed.version()).isEqualTo(CANARY);
        assertThat(failed.latch().sentence()).contains("canary failed");
        assertThat(trial(guard).latch()).isPresent();
    }

    @Test
    void aHealthyCanaryDoesNotFail() {
        ServiceState state = state(5);
        ServiceGuard guard = begin(state, KeptTrial.NONE);
        assertThat(run(guard, state.splitNumber(), 200, false)).isEmpty();
        assertThat(trial(guard).blocks()).isGreaterThan(150);
    }

    @Test
    void whatBeganUnderAnotherRatioIsNoEvidence() {
        ServiceState state = state(5);
        ServiceGuard guard = begin(state, KeptTrial.NONE);
        ServiceState lowered = state.with(state.standingOf(CANARY).withWeight(Weight.of(1), BY_ANNA));
        guard.changed(lowered, now);
        assertThat(run(guard, state.splitNumber(), 40, true)).isEmpty();
        assertThat(trial(guard).blocks()).isZero();
    }

    @Test
    void whatHappensToAThirdVersionIsNoNewRatio() {
        ServiceState state = state(5);
        ServiceGuard guard = begin(state, KeptTrial.NONE);
        ServiceState third = state.with(state.standingOf(GREEN).withState(VersionState.DRAIN, Cause.PERSON, BY_ANNA));
        guard.changed(third, now);
        List<GuardEvent> events = run(guard, state.splitNumber(), 10, true);
        assertThat(events).anyMatch(GuardEvent.Failed.class::isInstance);
    }

    @Test
    void theFirstUsersBeginTheFirstTrialAndLaterOnesTheNext() {
        ServiceState dark = state(0);
        ServiceGuard guard = begin(dark, KeptTrial.NONE);
        ServiceState lit = dark.with(dark.standingOf(CANARY).withWeight(Weight.of(5), BY_ANNA));
        guard.changed(lit, now);
        assertThat(trial(guard).number()).isEqualTo(1);
        run(guard, lit.splitNumber(), 20, true);
        ServiceState drained = lit.with(lit.standingOf(CANARY).withState(VersionState.DRAIN, Cause.GUARD, BY_ANNA));
        guard.changed(drained, now);
        assertThat(trial(guard).latch()).isPresent();
        ServiceState ready =
                drained.with(drained.standingOf(CANARY).withState(VersionState.READY, Cause.PERSON, BY_ANNA));
        guard.changed(ready, now);
        assertThat(trial(guard).number()).isEqualTo(2);
        assertThat(trial(guard).latch()).isEmpty();
        assertThat(run(guard, ready.splitNumber(), 20, true)).anyMatch(GuardEvent.Failed.class::isInstance);
    }

    @Test
    void anotherWeightKeepsTheTrial() {
        ServiceState state = state(5);
        ServiceGuard guard = begin(state, KeptTrial.NONE);
        ServiceState raised = state.with(state.standingOf(CANARY).withWeight(Weight.of(50), BY_ANNA));
        guard.changed(raised, now);
        assertThat(trial(guard).number()).isEqualTo(1);
    }

    @Test
    void aRestartGoesOnWithTheTrialAndItsLatchAndAnotherBuildBeginsTheNext() {
        ServiceState state = state(5);
        ServiceGuard guard = begin(state, KeptTrial.NONE);
        run(guard, state.splitNumber(), 20, true);
        KeptTrial kept = new KeptTrial(Optional.of(trial(guard).snapshot()), false);
        Trial back = trial(begin(state, kept));
        assertThat(back.number()).isEqualTo(1);
        assertThat(back.latch()).isEqualTo(trial(guard).latch());
        assertThat(back.evidence().newest())
                .isGreaterThan(trial(guard).evidence().newest());
        KeptTrial over = new KeptTrial(Optional.of(trial(guard).snapshot()), true);
        assertThat(trial(begin(state, over)).number()).isEqualTo(2);
    }

    @Test
    void withoutTrafficItHoldsAndNeverFails() {
        ServiceState state = state(5);
        ServiceGuard guard = begin(state, KeptTrial.NONE);
        List<GuardEvent> events = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            now += TICK;
            guard.take(new LoopFacts(new long[0], 0, guard.thresholds()));
            events.addAll(guard.tick(now, new NoLatencies(), version -> Optional.empty()));
        }
        assertThat(events)
                .filteredOn(e -> e.version().equals(CANARY))
                .singleElement()
                .isInstanceOf(GuardEvent.Holds.class);
        assertThat(guard.hold(CANARY).orElseThrow().reason()).isEqualTo(HoldReason.NO_TRAFFIC);
    }

    private List<GuardEvent> run(ServiceGuard guard, int split, int ticks, boolean canaryFails) {
        List<GuardEvent> events = new ArrayList<>();
        for (int i = 0; i < ticks; i++) {
            now += TICK;
            guard.take(facts(guard, split, canaryFails));
            events.addAll(guard.tick(now, new NoLatencies(), version -> Optional.empty()));
        }
        events.removeIf(e -> e instanceof GuardEvent.Holds);
        return events;
    }

    private LoopFacts facts(ServiceGuard guard, int split, boolean canaryFails) {
        int count = STABLE_PER_TICK + CANARY_PER_TICK;
        long[] buffer = new long[Fact.LONGS * count];
        for (int i = 0; i < count; i++) {
            boolean canary = i >= STABLE_PER_TICK;
            int known = Fact.ERROR | Fact.CLIENT_ERROR;
            buffer[Fact.LONGS * i] = Long.rotateRight(++user, 16);
            buffer[Fact.LONGS * i + 1] = Fact.pack(
                    Fact.stamp(number(canary ? CANARY : BLUE), split, true, false),
                    known,
                    canary && canaryFails ? Fact.ERROR : 0);
        }
        return new LoopFacts(buffer, count, guard.thresholds());
    }

    private Trial trial(ServiceGuard guard) {
        return guard.trial(CANARY).orElseThrow();
    }

    private ServiceGuard begin(ServiceState state, KeptTrial kept) {
        return ServiceGuard.begin(state, ServiceGuardTest::number, version -> kept, now);
    }

    private static int number(VersionName version) {
        return List.of(BLUE, GREEN, CANARY).indexOf(version) + 7;
    }

    private static ServiceState state(int canaryWeight) {
        ServiceSpec spec = new ServiceSpec(
                new ServiceName("shop"),
                BLUE,
                List.of(version(BLUE, 50), version(GREEN, 45), version(CANARY, canaryWeight)),
                new StickySpec(List.of(KeySource.CLIENT_ADDRESS), "shop"),
                ForceSpec.DEFAULT,
                Expose.FORCERS,
                TimeoutsSpec.DEFAULT,
                GuardSpec.watching(List.of(CANARY)),
                DrainSpec.DEFAULT);
        return FileMerge.merge(spec, null, AT);
    }

    private static VersionSpec version(VersionName name, int weight) {
        return new VersionSpec(
                name, List.of(new Address("127.0.0.1", 9000 + number(name))), Weight.of(weight), Map.of());
    }

    /** Too few answers for any quantile. */
    private static final class NoLatencies implements BaselineLatencies {
        @Override
        public long count() {
            return 0;
        }

        @Override
        public long nanosAt(double percentile) {
            return 0;
        }

        @Override
        public long highestEquivalent(long nanos) {
            return nanos;
        }
    }
}
