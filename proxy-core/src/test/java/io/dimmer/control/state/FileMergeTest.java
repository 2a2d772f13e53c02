package io.dimmer.control.state;

import static io.dimmer.control.state.States.BLUE;
import static io.dimmer.control.state.States.CANARY;
import static io.dimmer.control.state.States.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.dimmer.config.service.ServiceSpec;
import io.dimmer.config.value.Weight;
import io.dimmer.control.Cause;
import io.dimmer.exchange.VersionState;
import io.dimmer.journal.StoredState;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FileMergeTest {
    private static final Instant LATER = States.AT.plusSeconds(3600);
    private static final Change BY_ANNA = new Change("anna", Optional.of("fixed"), States.AT);

    @Test
    void whatRunTimeSetOutlivesARestart() {
        ServiceState changed =
                States.fresh().with(States.fresh().standingOf(CANARY).withWeight(Weight.of(20), BY_ANNA));
        ServiceState back = restart(changed, States.shop());
        assertThat(back.standingOf(CANARY).weight()).hasToString("20");
        assertThat(back.standingOf(CANARY).weightChange()).contains(BY_ANNA);
        assertThat(back.revision()).isGreaterThan(changed.revision());
        assertThat(back.splitNumber()).isGreaterThan(changed.splitNumber());
    }

    @Test
    void aKeyThatChangesInTheFileTakesEffectAgainAndOnlyThatKey() {
        ServiceState changed =
                States.fresh().with(States.fresh().standingOf(CANARY).withWeight(Weight.of(20), BY_ANNA));
        changed = changed.with(changed.standingOf(BLUE).withWeight(Weight.of(70), BY_ANNA));
        ServiceState back = restart(changed, shopWithCanary(7, "1.42.0"));
        assertThat(back.standingOf(CANARY).weight()).hasToString("7");
        assertThat(back.standingOf(BLUE).weight()).hasToString("70");
    }

    @Test
    void aDrainedVersionIsNeverWokenByTheFile() {
        ServiceState drained = States.fresh()
                .with(States.fresh().standingOf(CANARY).withState(VersionState.DRAIN, Cause.GUARD, BY_ANNA));
        ServiceState back = restart(drained, shopWithCanary(50, "1.43.0"));
        assertThat(back.standingOf(CANARY).state()).isEqualTo(VersionState.DRAIN);
        assertThat(back.standingOf(CANARY).cause()).isEqualTo(Cause.GUARD);
        assertThat(back.standingOf(CANARY).weight()).hasToString("50");
        assertThat(back.effectiveShare(CANARY)).isZero();
    }

    @Test
    void theKillSwitchOutlivesARestart() {
        ServiceState killed = States.fresh().withKillSwitch(Optional.of(BY_ANNA));
        assertThat(restart(killed, States.shop()).killSwitch()).contains(BY_ANNA);
    }

    @Test
    void aBuildThatATrialNamedHoldsUntilTheLabelChanges() {
        ServiceState built =
                States.fresh().withBuild(States.fresh().standingOf(CANARY).withBuild("1.42.1"));
        assertThat(restart(built, States.shop()).standingOf(CANARY).build()).contains("1.42.1");
        assertThat(restart(built, shopWithCanary(5, "1.43.0"))
                        .standingOf(CANARY)
                        .build())
                .contains("1.43.0");
    }

    @Test
    void anotherLabelOrEndpointIsAnotherBuild() {
        StoredState.Version stored =
                Objects.requireNonNull(stored(States.fresh()).versions().get("canary"));
        assertThat(FileMerge.isAnotherBuild(States.shop().versions().get(2), stored))
                .isFalse();
        assertThat(FileMerge.isAnotherBuild(shopWithCanary(5, "2").versions().get(2), stored))
                .isTrue();
        assertThat(FileMerge.isAnotherBuild(States.version(CANARY, 5, 9099, Map.of("build", "1.42.0")), stored))
                .isTrue();
    }

    private static ServiceSpec shopWithCanary(int weight, String build) {
        ServiceSpec shop = States.shop();
        return States.shop(
                shop.versions().get(0),
                shop.versions().get(1),
                States.version(CANARY, weight, 9003, Map.of("build", build)));
    }

    private static ServiceState restart(ServiceState before, ServiceSpec file) {
        return FileMerge.merge(file, stored(before), LATER);
    }

    private static StoredState.Service stored(ServiceState state) {
        Map<String, StoredState.Version> versions = new HashMap<>();
        state.standings().forEach(s -> versions.put(s.name().text(), FileMerge.stored(s, null)));
        StoredState.@Nullable Change kill =
                state.killSwitch().map(FileMerge::stored).orElse(null);
        assertThat(state.name()).isEqualTo(SHOP);
        return new StoredState.Service(state.revision(), state.splitNumber(), kill, versions);
    }
}
