package io.dimmer.control.state;

import static io.dimmer.control.state.States.BLUE;
import static io.dimmer.control.state.States.CANARY;
import static io.dimmer.control.state.States.GREEN;
import static io.dimmer.control.state.States.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dimmer.config.value.Percent;
import io.dimmer.config.value.VersionName;
import io.dimmer.config.value.Weight;
import io.dimmer.control.Answer;
import io.dimmer.control.Author;
import io.dimmer.control.Command;
import io.dimmer.control.WeightChange;
import io.dimmer.exchange.VersionState;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChangesTest {
    private static final Author ANNA = new Author("anna", Optional.of("because"));
    private final Changes changes = new Changes(version -> version.equals(BLUE) ? 2630 : 0);
    private final ServiceState fresh = States.fresh();

    @Test
    void aShareBecomesAWeightAndTheOthersKeepTheirs() {
        ServiceState next = next(fresh, weights(Map.of(CANARY, share(0.10))));
        assertThat(next.standingOf(CANARY).weight()).hasToString("10.5556");
        assertThat(next.standingOf(BLUE).weight()).hasToString("50");
        assertThat(next.effectiveShare(CANARY)).isCloseTo(0.10, within(1e-5));
        assertThat(next.effectiveShare(BLUE) / next.effectiveShare(GREEN)).isCloseTo(50.0 / 45, within(1e-9));
    }

    @Test
    void severalSharesAreMetTogether() {
        ServiceState next = next(fresh, weights(Map.of(CANARY, share(0.2), GREEN, share(0.3))));
        assertThat(next.effectiveShare(CANARY)).isCloseTo(0.2, within(1e-5));
        assertThat(next.effectiveShare(GREEN)).isCloseTo(0.3, within(1e-5));
        assertThat(next.standingOf(BLUE).weight()).hasToString("50");
    }

    @Test
    void aShareCountsReadyVersionsOnly() {
        ServiceState drained = next(fresh, state(GREEN, VersionState.DRAIN, false));
        ServiceState next = next(drained, weights(Map.of(CANARY, share(0.5))));
        assertThat(next.effectiveShare(CANARY)).isCloseTo(0.5, within(1e-5));
        assertThat(next.standingOf(CANARY).weight()).hasToString("50");
    }

    @Test
    void aShareThatNeedsALargerWeightThanThereIsScalesAllDown() {
        ServiceState large = next(fresh, weights(Map.of(BLUE, relative(10_000), GREEN, relative(10_000))));
        ServiceState next = next(large, weights(Map.of(CANARY, share(0.9))));
        assertThat(next.standingOf(CANARY).weight()).hasToString("10000");
        assertThat(next.effectiveShare(CANARY)).isCloseTo(0.9, within(1e-6));
    }

    @Test
    void aHundredPercentSetsTheOthersToZeroAndWantsYes() {
        assertThat(refusal(fresh, weights(Map.of(CANARY, share(1)))).reason()).isEqualTo(Answer.Reason.NEEDS_YES);
        ServiceState next = next(fresh, new Command.SetWeights(SHOP, Map.of(CANARY, share(1)), Optional.empty(), true));
        assertThat(next.effectiveShare(CANARY)).isEqualTo(1);
        assertThat(next.standingOf(BLUE).weight()).isEqualTo(Weight.ZERO);
    }

    @Test
    void aShareOfNothingIsRefused() {
        ServiceState alone = next(
                fresh,
                new Command.SetWeights(SHOP, Map.of(BLUE, relative(0), GREEN, relative(0)), Optional.empty(), true));
        assertThat(refusal(alone, weights(Map.of(CANARY, share(0.5)))).message())
                .isEqualTo("weights of shop: a share needs another version with weight to be a share of");
    }

    @Test
    void sharesAboveAllUsersAreRefused() {
        assertThat(refusal(fresh, weights(Map.of(CANARY, share(0.7), GREEN, share(0.4))))
                        .message())
                .isEqualTo("shares of shop: found 110.0% in all, expected at most 100%");
    }

    @Test
    void whoComesSecondWithAnOldRevisionIsToldSo() {
        Command.SetWeights second = new Command.SetWeights(SHOP, Map.of(CANARY, relative(9)), Optional.of(7L), false);
        Answer.Refused refused = refusal(fresh, second);
        assertThat(refused.reason()).isEqualTo(Answer.Reason.CONFLICT);
        assertThat(refused.message()).contains("has revision 1, expected 7");
    }

    @Test
    void theSameAgainChangesNothing() {
        assertThat(next(fresh, weights(Map.of(CANARY, relative(5))))).isSameAs(fresh);
        assertThat(next(fresh, state(CANARY, VersionState.READY, false))).isSameAs(fresh);
        assertThat(next(fresh, new Command.SetKillSwitch(SHOP, false))).isSameAs(fresh);
    }

    @Test
    void drainingStableWantsYesAndNamesItsUsers() {
        Answer.Refused refused = refusal(fresh, state(BLUE, VersionState.DRAIN, false));
        assertThat(refused.reason()).isEqualTo(Answer.Reason.NEEDS_YES);
        assertThat(refused.message())
                .isEqualTo("blue is the stable version of shop and has 2630 users (50.0 % of the users);"
                        + " they would get green or canary");
        assertThat(next(fresh, state(BLUE, VersionState.DRAIN, true)).effectiveShare(BLUE))
                .isZero();
    }

    @Test
    void theLastVersionWithWeightWantsYes() {
        ServiceState two = next(fresh, state(CANARY, VersionState.DRAIN, false));
        ServiceState one = next(two, state(GREEN, VersionState.MAINT, false));
        assertThat(refusal(one, state(BLUE, VersionState.MAINT, false)).message())
                .startsWith("this leaves shop without any version");
    }

    @Test
    void underTheKillSwitchNothingGoesUp() {
        ServiceState killed = next(fresh, new Command.SetKillSwitch(SHOP, true));
        assertThat(killed.effectiveShare(BLUE)).isEqualTo(1);
        assertThat(refusal(killed, weights(Map.of(CANARY, relative(6)))).reason())
                .isEqualTo(Answer.Reason.KILLED);
        ServiceState drained = next(killed, state(CANARY, VersionState.DRAIN, false));
        assertThat(refusal(drained, state(CANARY, VersionState.READY, false)).reason())
                .isEqualTo(Answer.Reason.KILLED);
        assertThat(next(killed, weights(Map.of(CANARY, relative(4))))
                        .standingOf(CANARY)
                        .weight())
                .hasToString("4");
    }

    @Test
    void whatDoesNotExistIsNamedWithWhatDoes() {
        Answer.Refused refused = refusal(fresh, state(new VersionName("pink"), VersionState.DRAIN, false));
        assertThat(refused.reason()).isEqualTo(Answer.Reason.NOT_FOUND);
        assertThat(refused.message())
                .isEqualTo("service shop has no version pink, expected one of blue, green, canary");
    }

    @Test
    void aTrialOfStableIsRefused() {
        assertThat(refusal(fresh, new Command.NewTrial(SHOP, BLUE, Optional.empty()))
                        .message())
                .contains("blue is not watched by the guard of shop, expected one of green, canary");
    }

    @Test
    void everyChangeOfWeightsOrStatesIsANewSplit() {
        ServiceState next = next(fresh, state(CANARY, VersionState.DRAIN, false));
        assertThat(next.splitNumber()).isEqualTo(fresh.splitNumber() + 1);
        ServiceState build = next(next, new Command.NewTrial(SHOP, CANARY, Optional.of("1.43.0")));
        assertThat(build.splitNumber()).isEqualTo(next.splitNumber());
        assertThat(build.standingOf(CANARY).build()).contains("1.43.0");
    }

    private ServiceState next(ServiceState now, Command command) {
        Decision decision = changes.decide(now, command, ANNA, States.AT);
        assertThat(decision).isInstanceOf(Decision.Next.class);
        return ((Decision.Next) decision).state();
    }

    private Answer.Refused refusal(ServiceState now, Command command) {
        Decision decision = changes.decide(now, command, ANNA, States.AT);
        assertThat(decision).isInstanceOf(Decision.Refuse.class);
        return ((Decision.Refuse) decision).answer();
    }

    private static Command.SetWeights weights(Map<VersionName, WeightChange> weights) {
        return new Command.SetWeights(SHOP, weights, Optional.empty(), false);
    }

    private static Command.SetState state(VersionName version, VersionState state, boolean yes) {
        return new Command.SetState(SHOP, version, state, Optional.empty(), yes);
    }

    private static WeightChange share(double ratio) {
        return new WeightChange.Share(Percent.ofRatio(ratio));
    }

    private static WeightChange relative(int weight) {
        return new WeightChange.Relative(Weight.of(weight));
    }
}
