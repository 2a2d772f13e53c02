package io.dimmer.assign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dimmer.assign.hash.Xxh64;
import io.dimmer.config.value.VersionName;
import io.dimmer.config.value.Weight;
import io.dimmer.exchange.VersionState;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The promises of the hashing contract, on 20 000 users. */
class SplitTest {
    private static final int USERS = 20_000;

    @ParameterizedTest
    @CsvSource({"95, 5", "50, 50", "1, 1", "99, 1", "10000, 1", "1, 10000", "9999, 17"})
    void sharesAreThoseOfTheWeightsWithinThreeSigma(int blue, int canary) {
        Split split = Fleet.of("blue", blue).and("canary", canary).split();
        assertShare(split, 1, canary / (double) (blue + canary));
    }

    @Test
    void threeVersionsHaveTheirSharesToo() {
        Split split = Fleet.of("blue", 50).and("green", 45).and("canary", 5).split();
        assertShare(split, 0, 0.50);
        assertShare(split, 1, 0.45);
        assertShare(split, 2, 0.05);
    }

    /** Gateway API, httproute-weight: 70, 30 and 0, 500 requests, each share within five points. */
    @Test
    void fiveHundredRequestsSplitAsTheGatewayApiWantsIt() {
        Split split = Fleet.of("one", 70).and("two", 30).and("three", 0).split();
        int[] first = Arrays.copyOf(choices(split), 500);
        assertThat(Arrays.stream(first).filter(v -> v == 0).count()).isBetween(325L, 375L);
        assertThat(Arrays.stream(first).filter(v -> v == 1).count()).isBetween(125L, 175L);
        assertThat(Arrays.stream(first).filter(v -> v == 2).count()).isZero();
    }

    /** 5 → 10 → 5 → 0, the others as they are. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aChangedWeightMovesUsersOnlyToOrFromThatVersion(boolean three) {
        int[] five = choices(canary(three, 5));
        int[] ten = choices(canary(three, 10));
        int[] none = choices(canary(three, 0));
        int index = three ? 2 : 1;
        for (int user = 0; user < USERS; user++) {
            assertThat(ten[user] == five[user] || ten[user] == index)
                    .as("raised, user %s", user)
                    .isTrue();
            assertThat(none[user] == five[user] || five[user] == index)
                    .as("to 0, user %s", user)
                    .isTrue();
        }
        assertThat(Arrays.stream(none).filter(version -> version == index)).isEmpty();
        assertThat(choices(canary(three, 5))).as("back to 5").isEqualTo(five);
    }

    @Test
    void aNewVersionTakesUsersEvenlyAndMovesNobodyBetweenTheOthers() {
        int[] before = choices(Fleet.of("blue", 50).and("green", 50).split());
        int[] after =
                choices(Fleet.of("blue", 50).and("green", 50).and("canary", 25).split());
        long fromBlue = count(before, after, 0);
        long fromGreen = count(before, after, 1);
        assertThat(IntStream.range(0, USERS).filter(u -> after[u] != 2 && after[u] != before[u]))
                .isEmpty();
        assertThat(fromBlue).isCloseTo(fromGreen, within(Math.round(4 * Math.sqrt((double) fromBlue))));
    }

    @Test
    void theOrderInTheFileDoesNotMatter() {
        Split one = Fleet.of("blue", 50).and("green", 45).and("canary", 5).split();
        Split other = Fleet.of("canary", 5).and("blue", 50).and("green", 45).split();
        for (int user = 0; user < USERS; user++) {
            long hash = hash(user, "shop");
            assertThat(one.member(one.choose(hash)).name())
                    .isEqualTo(other.member(other.choose(hash)).name());
        }
    }

    @Test
    void onlyProportionsMatter() {
        assertThat(choices(Fleet.of("blue", 95).and("canary", 5).split()))
                .isEqualTo(choices(Fleet.of("blue", 9_500).and("canary", 500).split()))
                .isEqualTo(choices(new Fleet()
                        .and("blue", new Weight(95))
                        .and("canary", new Weight(5))
                        .split()));
    }

    @Test
    void weightZeroGetsNobodyAndALoneWeightEverybody() {
        assertThat(choices(Fleet.of("blue", 0).and("canary", 1).split())).containsOnly(1);
        assertThat(choices(Fleet.of("blue", 0).and("canary", 0).split())).containsOnly(Split.NONE);
    }

    @Test
    void aNewSeedDrawsNewUsers() {
        Split split = Fleet.of("blue", 50).and("canary", 50).split();
        long same = IntStream.range(0, USERS)
                .filter(user -> split.choose(hash(user, "one")) == split.choose(hash(user, "two")))
                .count();
        assertThat((double) same).isCloseTo(USERS / 2.0, within(4 * Math.sqrt(USERS / 4.0)));
    }

    @Test
    void usersOfADrainedVersionAreDealtAmongTheOthersAndNobodyElseMoves() {
        int[] before = choices(canary(true, 5));
        Split drained = Fleet.of("blue", 50)
                .and("green", 45)
                .and("canary", 5)
                .state("canary", VersionState.DRAIN)
                .split();
        int[] after = choices(drained);
        assertThat(after).isEqualTo(choices(canary(true, 0)));
        for (int user = 0; user < USERS; user++) {
            assertThat(after[user] == before[user] || before[user] == 2).isTrue();
            assertThat(drained.drawn(hash(user, "shop"))).isEqualTo(before[user]);
        }
        assertThat(drained.effectiveShare(0)).isEqualTo(50 / 95.0);
        assertThat(drained.effectiveShare(2)).isZero();
        assertThat(drained.configuredShare(2)).isEqualTo(0.05);
    }

    @Test
    void aLoneWeightThatDrainsLeavesNobody() {
        Split split = Fleet.of("blue", 1)
                .and("canary", 0)
                .state("blue", VersionState.DRAIN)
                .split();
        assertThat(choices(split)).containsOnly(Split.NONE);
        assertThat(split.effectiveShare(0)).isZero();
    }

    @Test
    void theKillSwitchGivesStableTheWholeShare() {
        Split split = Fleet.of("blue", 0).and("canary", 1).killed().split();
        assertThat(split.effectiveShare(0)).isEqualTo(1);
        assertThat(split.effectiveShare(1)).isZero();
    }

    @Test
    void stableHasToBeAMember() {
        List<Member> members = List.of(new Member(new VersionName("blue"), 1, Weight.ONE, VersionState.READY));
        assertThatThrownBy(() -> Split.of(members, new VersionName("green"), false, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("stable: found green, expected one of [blue]");
    }

    private static Split canary(boolean three, int weight) {
        Fleet fleet = Fleet.of("blue", 50);
        return (three ? fleet.and("green", 45) : fleet).and("canary", weight).split();
    }

    private static long count(int[] before, int[] after, int from) {
        return IntStream.range(0, USERS)
                .filter(user -> before[user] == from && after[user] == 2)
                .count();
    }

    private static int[] choices(Split split) {
        return IntStream.range(0, USERS)
                .map(user -> split.choose(hash(user, "shop")))
                .toArray();
    }

    private static void assertShare(Split split, int index, double share) {
        long count = Arrays.stream(choices(split)).filter(v -> v == index).count();
        double sigma = Math.sqrt(USERS * share * (1 - share));
        assertThat((double) count).isCloseTo(USERS * share, within(3 * sigma));
        assertThat(split.effectiveShare(index)).isCloseTo(share, within(1e-12));
    }

    private static long hash(int user, String seed) {
        return Xxh64.hash(
                ("user-" + user).getBytes(StandardCharsets.UTF_8),
                Xxh64.hash(seed.getBytes(StandardCharsets.UTF_8), 0));
    }
}
