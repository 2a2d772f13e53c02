package io.dimmer.assign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dimmer.config.value.VersionName;
import io.dimmer.config.value.Weight;
import io.dimmer.exchange.VersionState;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Which part of the users a change moves. */
class MovesTest {
    @Test
    void aRaisedWeightMovesWhatItGains() {
        Split before = Fleet.of("blue", 50).and("green", 45).and("canary", 5).split();
        Split after = new Fleet()
                .and("blue", 50)
                .and("green", 45)
                .and("canary", Weight.of(10.5556))
                .split();
        Moves moves = Moves.between(before, after);
        assertThat(moves.moved()).isCloseTo(after.effectiveShare(2) - before.effectiveShare(2), within(1e-12));
        assertThat(moved(moves, "blue", "canary")).isCloseTo(moves.moved() * 50 / 95, within(1e-12));
        assertThat(moved(moves, "green", "canary")).isCloseTo(moves.moved() * 45 / 95, within(1e-12));
        assertThat(moved(moves, "canary", "blue")).isZero();
        assertThat(moved(moves, "blue", "green")).isZero();
    }

    @Test
    void nothingMovesWhenProportionsStay() {
        Moves moves = Moves.between(
                Fleet.of("blue", 95).and("canary", 5).split(),
                Fleet.of("blue", 9_500).and("canary", 500).split());
        assertThat(moves.moved()).isCloseTo(0, within(1e-12));
    }

    @Test
    void everybodyMovesFromOneToTheOther() {
        Moves moves = Moves.between(
                Fleet.of("blue", 1).and("green", 0).split(),
                Fleet.of("blue", 0).and("green", 1).split());
        assertThat(moves.moved()).isEqualTo(1);
        assertThat(moved(moves, "blue", "green")).isEqualTo(1);
    }

    @Test
    void aDrainMovesTheShareOfTheVersionAndTheKillSwitchAllButStables() {
        Split before = Fleet.of("blue", 50).and("green", 45).and("canary", 5).split();
        Split drained = Fleet.of("blue", 50)
                .and("green", 45)
                .and("canary", 5)
                .state("canary", VersionState.DRAIN)
                .split();
        assertThat(Moves.between(before, drained).moved()).isCloseTo(0.05, within(1e-12));
        Split killed =
                Fleet.of("blue", 50).and("green", 45).and("canary", 5).killed().split();
        assertThat(Moves.between(before, killed).moved()).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void versionsThatComeOrGoAreUnderstood() {
        Moves moves = Moves.between(
                Fleet.of("blue", 50).and("old", 50).split(),
                Fleet.of("blue", 50).and("new", 50).split());
        assertThat(moved(moves, "old", "new")).isCloseTo(1 / 3.0, within(1e-12));
        assertThat(moved(moves, "old", "blue")).isCloseTo(1 / 6.0, within(1e-12));
        assertThat(moved(moves, "blue", "new")).isCloseTo(1 / 6.0, within(1e-12));
        assertThat(moved(moves, "nobody", "new")).isZero();
    }

    /** The formula against the users themselves, on random splits where several weights change at once. */
    @Test
    void agreesWithCountingUsers() {
        Random random = new Random(13);
        for (int round = 0; round < 20; round++) {
            Split before = random(random);
            Split after = random(random);
            Moves moves = Moves.between(before, after);
            int users = 40_000;
            int[][] counts = new int[4][4];
            for (int user = 0; user < users; user++) {
                long hash = random.nextLong();
                counts[before.choose(hash)][after.choose(hash)]++;
            }
            double sum = 0;
            for (int i = 0; i < 4; i++) {
                for (int j = 0; j < 4; j++) {
                    double expected = i == j
                            ? counts[i][j] / (double) users
                            : moves.moved(
                                    before.member(i).name(), after.member(j).name());
                    sum += i == j ? 0 : expected;
                    double sigma = Math.sqrt(expected * (1 - expected) / users);
                    assertThat(counts[i][j] / (double) users)
                            .as("round %s, %s to %s", round, i, j)
                            .isCloseTo(expected, within(5 * sigma + 1e-9));
                }
            }
            assertThat(moves.moved()).isCloseTo(sum, within(1e-9));
        }
    }

    private static Split random(Random random) {
        return Fleet.of("a", 1 + random.nextInt(20))
                .and("b", random.nextInt(3) == 0 ? 0 : random.nextInt(20))
                .and("c", random.nextInt(20))
                .and("d", random.nextInt(5))
                .split();
    }

    private static double moved(Moves moves, String from, String to) {
        return moves.moved(new VersionName(from), new VersionName(to));
    }
}
