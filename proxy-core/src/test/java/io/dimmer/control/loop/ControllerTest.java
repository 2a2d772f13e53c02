package io.dimmer.control.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.dimmer.config.ProxySpec;
import io.dimmer.config.edge.AdminSpec;
import io.dimmer.config.edge.LimitsSpec;
import io.dimmer.config.edge.ListenerSpec;
import io.dimmer.config.edge.LogsSpec;
import io.dimmer.config.edge.MatchSpec;
import io.dimmer.config.edge.RouteSpec;
import io.dimmer.config.edge.ShutdownSpec;
import io.dimmer.config.edge.StateSpec;
import io.dimmer.config.edge.TrustSpec;
import io.dimmer.config.rollout.GuardSpec;
import io.dimmer.config.rollout.GuardSpec.OnFail;
import io.dimmer.config.service.DrainSpec;
import io.dimmer.config.service.Expose;
import io.dimmer.config.service.ForceSpec;
import io.dimmer.config.service.KeySource;
import io.dimmer.config.service.ServiceSpec;
import io.dimmer.config.service.StickySpec;
import io.dimmer.config.service.TimeoutsSpec;
import io.dimmer.config.service.VersionSpec;
import io.dimmer.config.value.Address;
import io.dimmer.config.value.RouteName;
import io.dimmer.config.value.ServiceName;
import io.dimmer.config.value.VersionName;
import io.dimmer.config.value.Weight;
import io.dimmer.control.Answer;
import io.dimmer.control.Author;
import io.dimmer.control.Cause;
import io.dimmer.control.Command;
import io.dimmer.control.WeightChange;
import io.dimmer.control.state.ServiceState;
import io.dimmer.control.state.Standing;
import io.dimmer.exchange.VersionState;
import io.dimmer.journal.FileStateStore;
import io.dimmer.journal.StateStore;
import io.dimmer.journal.StoredState;
import io.dimmer.time.ManualTime;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControllerTest {
    private static final ServiceName SHOP = new ServiceName("shop");
    private static final VersionName CANARY = new VersionName("canary");
    private static final Author ANNA = new Author("anna", Optional.of("because"));
    private static final Duration TICK = Duration.ofMillis(250);

    @TempDir
    Path directory;

    private final ManualTime time = new ManualTime();
    private final RecordingPlane plane = new RecordingPlane();

    @Test
    void aDeadCanaryIsDrainedByTheGuardWithItsEvidenceOnDiskAndItsStragglersAreCutAtTheDeadline() throws IOException {
        try (FileStateStore store = FileStateStore.open(directory)) {
            Controller controller = controller(store, OnFail.DRAIN);
            plane.canaryFails = true;
            ticks(controller, 12);
            Standing canary = controller.services().get(0).state().standingOf(CANARY);
            assertThat(canary.state()).isEqualTo(VersionState.DRAIN);
            assertThat(canary.cause()).isEqualTo(Cause.GUARD);
            assertThat(canary.stateChange().why().orElseThrow()).contains("canary failed");
            assertThat(plane.log).containsOnlyOnce("drained canary by guard").doesNotContain("cut canary");
            time.pass(Duration.ofSeconds(31));
            assertThat(plane.log).containsOnlyOnce("cut canary");
            StoredState.Version kept = kept(store);
            assertThat(kept.state()).isEqualTo("drain");
            assertThat(Objects.requireNonNull(
                                    Objects.requireNonNull(kept.trial()).failed())
                            .check())
                    .isEqualTo("errors");
        }
    }

    @Test
    void holdAndReportOnlyTell() throws IOException {
        for (OnFail onFail : List.of(OnFail.HOLD, OnFail.REPORT)) {
            Controller controller = controller(StateStore.none(), onFail);
            plane.canaryFails = true;
            ticks(controller, 40);
            assertThat(controller.services().get(0).state().standingOf(CANARY).state())
                    .isEqualTo(VersionState.READY);
            assertThat(controller
                            .services()
                            .get(0)
                            .guard()
                            .trial(CANARY)
                            .orElseThrow()
                            .latch())
                    .isPresent();
        }
    }

    @Test
    void aRestartKeepsTheDrainAndReadyBeginsTheNextTrial() throws IOException {
        try (FileStateStore store = FileStateStore.open(directory)) {
            Controller first = controller(store, OnFail.DRAIN);
            plane.canaryFails = true;
            ticks(first, 12);
            Controller second = controller(store, OnFail.DRAIN);
            assertThat(second.services().get(0).state().standingOf(CANARY).state())
                    .isEqualTo(VersionState.DRAIN);
            assertThat(second.services()
                            .get(0)
                            .guard()
                            .trial(CANARY)
                            .orElseThrow()
                            .latch())
                    .isPresent();
            Answer answer = second.carryOut(state(VersionState.READY), ANNA);
            assertThat(answer).isInstanceOf(Answer.Done.class);
            assertThat(second.services()
                            .get(0)
                            .guard()
                            .trial(CANARY)
                            .orElseThrow()
                            .number())
                    .isEqualTo(2);
        }
    }

    @Test
    void whatShowsAVersionToMorePeopleIsOnDiskBeforeItTakesEffect() throws IOException {
        Controller controller = controller(new BrokenStore(plane), OnFail.DRAIN);
        plane.log.clear();
        Answer refused = controller.carryOut(
                new Command.SetWeights(
                        SHOP, Map.of(CANARY, new WeightChange.Relative(Weight.of(20))), Optional.empty(), false),
                ANNA);
        assertThat(refused).isInstanceOf(Answer.Refused.class);
        assertThat(((Answer.Refused) refused).reason()).isEqualTo(Answer.Reason.NO_DISK);
        assertThat(plane.log).containsExactly("write");
        assertThat(controller.services().get(0).state().standingOf(CANARY).weight())
                .hasToString("5");
    }

    @Test
    void whatProtectsTakesEffectEvenWithoutADisk() throws IOException {
        Controller controller = controller(new BrokenStore(plane), OnFail.DRAIN);
        plane.log.clear();
        Answer answer = controller.carryOut(state(VersionState.DRAIN), ANNA);
        assertThat(((Answer.Refused) answer).message()).startsWith("it took effect, but");
        assertThat(plane.log).startsWith("publish").contains("write");
        assertThat(controller.services().get(0).state().standingOf(CANARY).state())
                .isEqualTo(VersionState.DRAIN);
    }

    @Test
    void maintCutsAtOnceAndReadyCallsTheDeadlineOff() throws IOException {
        Controller controller = controller(StateStore.none(), OnFail.DRAIN);
        controller.carryOut(state(VersionState.DRAIN), ANNA);
        controller.carryOut(state(VersionState.READY), ANNA);
        time.pass(Duration.ofSeconds(60));
        assertThat(plane.log).doesNotContain("cut canary");
        controller.carryOut(state(VersionState.MAINT), ANNA);
        assertThat(plane.log).contains("cut canary");
    }

    @Test
    void protectionOvertakesTheQueueAndEveryAnswerComes() throws Exception {
        try (ControlQueue queue = ControlQueue.start()) {
            Surroundings around = new Surroundings(plane, plane, time, time, queue);
            ControlPlane control = ControlPlane.start(
                    spec(OnFail.DRAIN), queue, around, StateStore.none(), Object::toString, () -> true);
            CompletionStage<Answer> killed = control.submit(new Command.SetKillSwitch(SHOP, true), ANNA);
            assertThat(killed.toCompletableFuture().get()).isInstanceOf(Answer.Done.class);
            assertThat(control.service(SHOP).orElseThrow().killSwitch()).isTrue();
            assertThat(control.differing()).hasSize(1);
        }
    }

    @Test
    void aReloadTouchesOnlyWhatTheFileChangedAndWakesNobody() throws IOException {
        Controller controller = controller(StateStore.none(), OnFail.DRAIN);
        controller.carryOut(
                new Command.SetWeights(
                        SHOP,
                        Map.of(new VersionName("green"), new WeightChange.Relative(Weight.of(30))),
                        Optional.empty(),
                        false),
                ANNA);
        controller.carryOut(state(VersionState.DRAIN), ANNA);
        controller.reload(spec(OnFail.DRAIN, 7));
        ServiceState after = controller.services().get(0).state();
        assertThat(after.standingOf(CANARY).state()).isEqualTo(VersionState.DRAIN);
        assertThat(after.standingOf(CANARY).weight()).hasToString("7");
        assertThat(after.standingOf(new VersionName("green")).weight()).hasToString("30");
    }

    @Test
    void anEqualFileChangesNothingAndEvidenceGoesOn() throws IOException {
        Controller controller = controller(StateStore.none(), OnFail.DRAIN);
        ticks(controller, 12);
        ServiceState before = controller.services().get(0).state();
        long blocks =
                controller.services().get(0).guard().trial(CANARY).orElseThrow().blocks();
        controller.reload(spec(OnFail.DRAIN));
        assertThat(controller.services().get(0).state()).isSameAs(before);
        ticks(controller, 12);
        assertThat(controller
                        .services()
                        .get(0)
                        .guard()
                        .trial(CANARY)
                        .orElseThrow()
                        .blocks())
                .isGreaterThan(blocks);
    }

    @Test
    void anotherGuardKeepsTheTrialAndDropsItsOpenEpochs() throws IOException {
        Controller controller = controller(StateStore.none(), OnFail.DRAIN);
        ticks(controller, 12);
        controller.reload(spec(OnFail.HOLD));
        assertThat(controller
                        .services()
                        .get(0)
                        .guard()
                        .trial(CANARY)
                        .orElseThrow()
                        .number())
                .isEqualTo(1);
        assertThat(controller
                        .services()
                        .get(0)
                        .guard()
                        .trial(CANARY)
                        .orElseThrow()
                        .evidence()
                        .newest())
                .isEqualTo(1);
        plane.canaryFails = true;
        ticks(controller, 12);
        assertThat(controller.services().get(0).state().standingOf(CANARY).state())
                .isEqualTo(VersionState.READY);
    }

    private Controller controller(StateStore store, OnFail onFail) throws IOException {
        Controller controller = new Controller(new Surroundings(plane, plane, time, time, time), store);
        controller.begin(spec(onFail));
        return controller;
    }

    private void ticks(Controller controller, int count) {
        for (int i = 0; i < count; i++) {
            time.pass(TICK);
            plane.collect(controller.thresholds()).thenAccept(controller::tick);
        }
    }

    private static Command state(VersionState state) {
        return new Command.SetState(SHOP, CANARY, state, Optional.empty(), false);
    }

    private static StoredState.Version kept(StateStore store) throws IOException {
        StoredState.Service shop =
                Objects.requireNonNull(store.read().orElseThrow().services().get("shop"));
        return Objects.requireNonNull(shop.versions().get("canary"));
    }

    private static ProxySpec spec(OnFail onFail) {
        return spec(onFail, 5);
    }

    private static ProxySpec spec(OnFail onFail, int canaryWeight) {
        ServiceSpec shop = new ServiceSpec(
                SHOP,
                new VersionName("blue"),
                List.of(version("blue", 50), version("green", 45), version("canary", canaryWeight)),
                new StickySpec(List.of(KeySource.CLIENT_ADDRESS), "shop"),
                ForceSpec.DEFAULT,
                Expose.FORCERS,
                TimeoutsSpec.DEFAULT,
                guard(onFail),
                DrainSpec.DEFAULT);
        return new ProxySpec(
                List.of(new ListenerSpec("edge", new Address("127.0.0.1", 0))),
                new AdminSpec(new Address("127.0.0.1", 0), Optional.empty()),
                Optional.empty(),
                TrustSpec.NOBODY,
                new StateSpec(Optional.empty()),
                ShutdownSpec.DEFAULT,
                LimitsSpec.DEFAULT,
                LogsSpec.NONE,
                List.of(shop),
                List.of(new RouteSpec(new RouteName("shop"), List.of(MatchSpec.ANY), SHOP)));
    }

    private static GuardSpec guard(OnFail onFail) {
        GuardSpec usual = GuardSpec.watching(List.of(CANARY));
        return new GuardSpec(
                usual.watch(),
                usual.falseDrainProbability(),
                usual.unit(),
                usual.tick(),
                usual.blipTicks(),
                usual.errors(),
                usual.clientErrors(),
                usual.latency(),
                usual.noTraffic(),
                onFail);
    }

    private static VersionSpec version(String name, int weight) {
        return new VersionSpec(
                new VersionName(name), List.of(new Address("127.0.0.1", 9001)), Weight.of(weight), Map.of());
    }

    /** Writes once, at the start, and never again. */
    private static final class BrokenStore implements StateStore {
        private final RecordingPlane plane;
        private boolean broken;

        BrokenStore(RecordingPlane plane) {
            this.plane = plane;
        }

        @Override
        public Optional<StoredState> read() {
            return Optional.empty();
        }

        @Override
        public void write(StoredState state) throws IOException {
            plane.log.add("write");
            if (broken) {
                throw new IOException("no space left on device");
            }
            broken = true;
        }

        @Override
        public void close() {}
    }
}
