package io.dimmer.judge.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dimmer.judge.formula.Grid;
import io.dimmer.judge.formula.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class EvidenceTest {

    private static final double CAP = Math.log(1000) / 3;
    private static final int ERRORS = 1;
    private static final int SLOW = 2;

    private static Plan plan(double cap) {
        return Plan.of(
                List.of(
                        new Bet(Claim.CANARY_WORSE, "errors", 0, 0.5, 1.25, Grid.errors(1.25), 0.001),
                        new Bet(Claim.CANARY_WORSE, "slow", 1, 0.5, 1, Grid.slow(), 0),
                        new Bet(Claim.CANARY_BETTER, "errors", 0, 1, 1.25, Grid.errors(1.25), 0.001),
                        new Bet(Claim.CANARY_OVER_LIMIT, "limit_errors", 0, 1, 0.05, Grid.above(0.05), 0),
                        new Bet(Claim.STABLE_OVER_LIMIT, "limit_errors", 0, 1, 0.05, Grid.above(0.05), 0)),
                new Plan.Rules(3, cap, 1));
    }

    private static Evidence fold(Plan plan, List<Block> blocks) {
        Evidence evidence = Evidence.none(plan, 0);
        for (Block block : blocks) {
            evidence = evidence.after(block);
        }
        return evidence;
    }

    private static double log(Evidence evidence, Claim claim) {
        return evidence.strength(claim, false).log();
    }

    private static Block counts(int stable, int canary, int stableEvents, int canaryEvents) {
        return Block.of(List.of(new Table(stable, canary, stableEvents, canaryEvents)));
    }

    private static List<Block> randomCounts(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            blocks.add(counts(95, 5, random.nextInt(6), random.nextInt(3)));
        }
        return blocks;
    }

    @Test
    void startsAtOneHalfWithNothingLetIn() {
        Evidence evidence = Evidence.none(plan(CAP), 0);
        assertThat(log(evidence, Claim.CANARY_WORSE)).isCloseTo(Math.log(0.5), within(1e-12));
        assertThat(evidence.strength(Claim.CANARY_WORSE, true).log()).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    /** The quick answer is that of the exact one: on the line, beside it and far from it, with one epoch and with many. */
    @Test
    void aLineIsReachedWhereTheStrengthIsAtLeastIt() {
        int reached = 0;
        for (int seed = 0; seed < 20; seed++) {
            Evidence evidence = Evidence.none(plan(CAP), 0);
            List<Block> blocks = randomCounts(seed);
            for (int i = 0; i < blocks.size(); i++) {
                evidence = evidence.after(blocks.get(i));
                evidence = i % 5 == 4 ? evidence.openEpoch() : evidence;
                reached += reachedAsByStrength(evidence, true) + reachedAsByStrength(evidence, false);
            }
        }
        assertThat(reached).isBetween(5_000, 30_000);
    }

    /** How many of the lines are reached. */
    private static int reachedAsByStrength(Evidence evidence, boolean admittedOnly) {
        int reached = 0;
        for (Claim claim : Claim.values()) {
            double log = evidence.strength(claim, admittedOnly).log();
            for (double line : new double[] {log, log - 1e-3, log + 1e-3, Math.log(2), Math.log(1_000)}) {
                assertThat(evidence.reaches(claim, admittedOnly, line)).isEqualTo(log >= line);
                reached += log >= line ? 1 : 0;
            }
        }
        return reached;
    }

    @Test
    void eventFreeAndSingleArmBlocksChangeNothing() {
        List<Block> blocks = randomCounts(1);
        List<Block> more = new ArrayList<>(blocks);
        more.add(5, counts(100, 0, 40, 0));
        more.add(9, counts(0, 30, 0, 30));
        more.add(12, counts(500, 500, 0, 0));
        more.add(17, counts(50, 5, 50, 5));
        Plan plan = plan(CAP);
        assertThat(log(fold(plan, more), Claim.CANARY_WORSE)).isEqualTo(log(fold(plan, blocks), Claim.CANARY_WORSE));
    }

    @Test
    void logarithmsOfEveryBetAddUpOverProxies() {
        List<Block> blocks = randomCounts(2);
        Plan plan = single(5);
        double both = log(fold(plan, blocks), Claim.CANARY_WORSE) - Math.log(0.5);
        double one = log(fold(plan, blocks.subList(0, 10)), Claim.CANARY_WORSE) - Math.log(0.5);
        double other = log(fold(plan, blocks.subList(10, 30)), Claim.CANARY_WORSE) - Math.log(0.5);
        assertThat(both).isCloseTo(one + other, within(1e-9));
    }

    private static Plan single(double psi) {
        Bet bet = new Bet(Claim.CANARY_WORSE, "errors", 0, 1, 1.25, Grid.of(psi), 0);
        return Plan.of(List.of(bet), new Plan.Rules(3, CAP, 1));
    }

    @Test
    void mixtureIsNeverAboveItsLargestTerm() {
        for (long seed = 0; seed < 20; seed++) {
            List<Block> blocks = randomCounts(seed);
            double largest = Double.NEGATIVE_INFINITY;
            for (double psi : new double[] {1.5, 2, 3, 5, 10, 30, 100, 1000}) {
                largest = Math.max(largest, log(fold(single(psi), blocks), Claim.CANARY_WORSE));
            }
            assertThat(log(fold(errorsAlone(CAP), blocks), Claim.CANARY_WORSE)).isLessThanOrEqualTo(largest);
        }
    }

    private static Plan errorsAlone(double cap) {
        Bet bet = new Bet(Claim.CANARY_WORSE, "errors", 0, 1, 1.25, Grid.errors(1.25), 0);
        return Plan.of(List.of(bet), new Plan.Rules(3, cap, 1));
    }

    @Test
    void capOnlyLowersEvidence() {
        for (long seed = 0; seed < 20; seed++) {
            double capped = log(fold(errorsAlone(0.5), randomCounts(seed)), Claim.CANARY_WORSE);
            double free = log(fold(errorsAlone(Double.POSITIVE_INFINITY), randomCounts(seed)), Claim.CANARY_WORSE);
            assertThat(capped).isLessThan(free);
        }
    }

    @Test
    void divisorLowersWhatSpeaksAgainstTheCanary() {
        Bet bet = new Bet(Claim.CANARY_WORSE, "errors", 0, 1, 1.25, Grid.errors(1.25), 0);
        Plan halved = Plan.of(List.of(bet), new Plan.Rules(3, Double.POSITIVE_INFINITY, 2));
        List<Block> bad = List.of(counts(95, 5, 0, 4));
        Plan whole = errorsAlone(Double.POSITIVE_INFINITY);
        assertThat(log(fold(halved, bad), Claim.CANARY_WORSE)).isLessThan(log(fold(whole, bad), Claim.CANARY_WORSE));
    }

    @Test
    void exchangingTheArmsAsksWhetherTheCanaryIsBetter() {
        Plan plan = Plan.of(
                List.of(
                        new Bet(Claim.CANARY_WORSE, "errors", 0, 1, 1.25, Grid.errors(1.25), 0.001),
                        new Bet(Claim.CANARY_BETTER, "errors", 0, 1, 1.25, Grid.errors(1.25), 0.001)),
                new Plan.Rules(3, CAP, 1));
        Evidence worse = fold(plan, List.of(counts(60, 40, 1, 9), counts(60, 40, 0, 5)));
        Evidence mirrored = fold(plan, List.of(counts(40, 60, 9, 1), counts(40, 60, 5, 0)));
        assertThat(worse.strength(Claim.CANARY_WORSE, true)).isEqualTo(mirrored.strength(Claim.CANARY_BETTER, true));
        assertThat(worse.strength(Claim.CANARY_WORSE, true).log()).isGreaterThan(1);
    }

    @Test
    void openingAnEpochNeverRaisesEvidence() {
        for (long seed = 0; seed < 20; seed++) {
            Evidence evidence = fold(plan(CAP), randomCounts(seed));
            for (int k = 0; k < 50; k++) {
                Evidence opened = evidence.openEpoch();
                assertThat(log(opened, Claim.CANARY_WORSE)).isLessThanOrEqualTo(log(evidence, Claim.CANARY_WORSE));
                evidence = opened;
            }
        }
    }

    @Test
    void aFreshEpochSeesALateRegressionSooner() {
        List<Block> healthy = Collections.nCopies(200, counts(95, 5, 5, 0));
        Plan plan = errorsAlone(CAP);
        Evidence old = fold(plan, healthy);
        Evidence fresh = old.openEpoch();
        Block bad = counts(95, 5, 0, 3);
        for (int i = 0; i < 8; i++) {
            old = old.after(bad);
            fresh = fresh.after(bad);
        }
        assertThat(log(fresh, Claim.CANARY_WORSE)).isGreaterThan(log(old, Claim.CANARY_WORSE) + 3);
        assertThat(fresh.strength(Claim.CANARY_WORSE, false).epoch()).isEqualTo(1);
    }

    @Test
    void orderOfFactsInABlockDoesNotMatter() {
        SplittableRandom random = new SplittableRandom(4);
        List<long[]> facts = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            int events = random.nextInt(5) == 0 ? random.nextInt(4) : 0;
            int mark = Facts.mark(random.nextInt(4) == 0, random.nextInt(10) > 0, random.nextInt(8) > 0, 3, events);
            facts.add(new long[] {random.nextLong(80) << 48, mark});
        }
        Plan plan = plan(CAP);
        double before = log(fold(plan, List.of(block(facts), block(facts))), Claim.CANARY_WORSE);
        Block first = block(facts);
        Collections.shuffle(facts, new Random(9));
        assertThat(log(fold(plan, List.of(block(facts), first)), Claim.CANARY_WORSE))
                .isEqualTo(before);
    }

    private static Block block(List<long[]> facts) {
        return block(facts, true);
    }

    private static Block block(List<long[]> facts, boolean byUser) {
        long[] hashes = facts.stream().mapToLong(fact -> fact[0]).toArray();
        int[] marks = facts.stream().mapToInt(fact -> (int) fact[1]).toArray();
        return Block.of(List.of(Facts.of(hashes, marks)), byUser);
    }

    private static long[] fact(int user, boolean canary, int events) {
        return new long[] {(long) user << 48, Facts.mark(canary, true, true, ERRORS | SLOW, events)};
    }

    private static List<long[]> crowd(int from, int count) {
        List<long[]> facts = new ArrayList<>();
        for (int user = from; user < from + count; user++) {
            facts.add(fact(user, user % 5 == 0, 0));
        }
        return facts;
    }

    private static List<long[]> with(List<long[]> facts, long[]... more) {
        List<long[]> all = new ArrayList<>(facts);
        Collections.addAll(all, more);
        return all;
    }

    @Test
    void aUsersSecondEventOfATypeInAnEpochChangesNothing() {
        List<long[]> crowd = crowd(100, 40);
        Block first = block(with(crowd, fact(5, true, ERRORS), fact(5, true, ERRORS), fact(5, true, ERRORS)));
        Block once = block(with(crowd, fact(5, true, ERRORS)));
        Plan plan = plan(CAP);
        Evidence before = fold(plan, List.of(once));
        assertThat(log(fold(plan, List.of(first)), Claim.CANARY_WORSE))
                .as("three failures of one user in one block are one event")
                .isEqualTo(log(before, Claim.CANARY_WORSE));
        assertThat(log(before.after(once), Claim.CANARY_WORSE))
                .as("and another one in a later block is none")
                .isEqualTo(log(before, Claim.CANARY_WORSE));
        Block byRequest = block(with(crowd, fact(5, true, ERRORS)), false);
        assertThat(log(before.after(byRequest), Claim.CANARY_WORSE))
                .as("by request it would be one")
                .isGreaterThan(log(before, Claim.CANARY_WORSE) + 0.5);
    }

    @Test
    void aUserCountsAgainInANewEpoch() {
        Block once = block(with(crowd(100, 40), fact(5, true, ERRORS)));
        Evidence evidence = fold(plan(CAP), List.of(once)).openEpoch();
        assertThat(evidence.after(once)
                        .terms(Claim.CANARY_WORSE, 1)
                        .get(0)
                        .tally()
                        .canaryUnits())
                .isEqualTo(1);
        assertThat(evidence.after(once)
                        .terms(Claim.CANARY_WORSE, 0)
                        .get(0)
                        .tally()
                        .canaryUnits())
                .isEqualTo(1);
    }

    @Test
    void aSlotIsSpentByAnyUserInIt() {
        long[] other = {5L << 48 | 1, Facts.mark(true, true, true, 3, ERRORS)};
        Evidence evidence = fold(plan(CAP), List.of(block(with(crowd(100, 40), fact(5, false, ERRORS)))));
        Evidence after = evidence.after(block(with(crowd(100, 40), other)));
        assertThat(log(after, Claim.CANARY_WORSE)).isEqualTo(log(evidence, Claim.CANARY_WORSE));
    }

    @Test
    void usersOfOneSlotAreToldApartInsideABlock() {
        long[] other = {5L << 48 | 1, Facts.mark(true, true, true, 3, ERRORS)};
        Evidence evidence = fold(plan(CAP), List.of(block(with(crowd(100, 40), fact(5, true, ERRORS), other))));
        assertThat(evidence.terms(Claim.CANARY_WORSE, 0).get(0).tally().canaryUnits())
                .isEqualTo(2);
    }

    @Test
    void requestsThatWereNotDrawnSpeakForLimitsAlone() {
        List<long[]> facts = new ArrayList<>();
        for (int user = 0; user < 40; user++) {
            facts.add(new long[] {(long) user << 48, Facts.mark(user % 2 == 0, true, false, 3, user % 2)});
            facts.add(new long[] {(long) user << 48, Facts.mark(user % 2 == 1, true, false, 3, user % 2)});
        }
        Evidence evidence = fold(plan(CAP), List.of(block(facts)));
        assertThat(log(evidence, Claim.CANARY_WORSE)).isCloseTo(Math.log(0.5), within(1e-12));
        assertThat(log(evidence, Claim.CANARY_OVER_LIMIT)).isGreaterThan(0);
    }

    @Test
    void limitsCountRequestsButOneWitnessPerUser() {
        List<long[]> facts = with(crowd(100, 20), fact(5, true, 0), fact(5, true, ERRORS), fact(5, true, ERRORS));
        Evidence evidence = fold(plan(Double.POSITIVE_INFINITY), List.of(block(facts)));
        // Four canary users without failure, and three requests of one with: one witness among seven requests.
        Evidence expected = fold(plan(Double.POSITIVE_INFINITY), List.of(counts(16, 7, 0, 1)));
        assertThat(log(evidence, Claim.CANARY_OVER_LIMIT))
                .isCloseTo(log(expected, Claim.CANARY_OVER_LIMIT), within(1e-12));
    }

    @Test
    void twoUnitsNeverTakeEffectAndThreeDo() {
        Block block = counts(1000, 5, 0, 1);
        Evidence two = fold(errorsAlone(CAP), List.of(block, block));
        assertThat(two.strength(Claim.CANARY_WORSE, true).log()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(two.after(block).strength(Claim.CANARY_WORSE, true).log()).isGreaterThan(3);
    }

    @Test
    void droppedEpochsLeaveTheirSlotsBehind() {
        Block once = block(with(crowd(100, 40), fact(5, true, ERRORS)));
        Evidence evidence = fold(plan(CAP), List.of(once));
        Evidence anew = Evidence.none(plan(CAP), evidence.newest() + 1);
        assertThat(anew.newest()).isEqualTo(1);
        assertThat(log(anew, Claim.CANARY_WORSE)).isCloseTo(Math.log(0.25), within(1e-12));
        assertThat(anew.after(once).terms(Claim.CANARY_WORSE, 1).get(0).tally().canaryUnits())
                .isEqualTo(1);
    }

    @Test
    void depletionIsSeenInTheNewestEpoch() {
        List<long[]> failing = new ArrayList<>();
        for (int user = 0; user < 30; user++) {
            failing.add(fact(user, user % 5 == 0, ERRORS));
        }
        Evidence once = fold(plan(CAP), List.of(block(failing)));
        assertThat(once.atRisk().depleted()).isFalse();
        Evidence twice = once.after(block(failing));
        assertThat(twice.atRisk()).isEqualTo(new Evidence.AtRisk(0, 30));
        assertThat(twice.atRisk().depleted()).isTrue();
        assertThat(twice.openEpoch().after(block(failing)).atRisk()).isEqualTo(new Evidence.AtRisk(30, 30));
    }

    @Test
    void refusesABetOnNothing() {
        assertThatThrownBy(() -> new Bet(Claim.CANARY_WORSE, "errors", 0, 1, 1000, Grid.errors(1000), 0))
                .hasMessageContaining("errors");
    }
}
