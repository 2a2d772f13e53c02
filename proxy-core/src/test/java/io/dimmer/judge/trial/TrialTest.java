package io.dimmer.judge.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dimmer.judge.Fact;
import io.dimmer.judge.HoldReason;
import io.dimmer.judge.JudgeSettings;
import io.dimmer.judge.Limit;
import io.dimmer.judge.Pair;
import io.dimmer.judge.Thresholds;
import io.dimmer.judge.Verdict;
import io.dimmer.judge.evidence.Claim;
import io.dimmer.judge.simulate.Variant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TrialTest {

    private static final long TICK = 250_000_000;
    private static final long SECOND = 1_000_000_000;
    private static final int STABLE = 1;
    private static final int CANARY = 2;
    private static final Pair PAIR = new Pair("blue", "canary", STABLE, CANARY);
    private static final JudgeSettings SETTINGS = Variant.usual().settings();
    private static final Thresholds THRESHOLDS = Thresholds.first(SETTINGS);

    /** What the loops say in one tick; users are new ones unless told otherwise. */
    private static final class Facts {

        private final List<Long> longs = new ArrayList<>();
        private final long split;

        Facts(long split) {
            this.split = split;
        }

        Facts add(int version, int from, int count, int events) {
            for (int user = from; user < from + count; user++) {
                longs.add((long) user << 48);
                longs.add(Fact.pack(Fact.stamp(version, split, true, false), Fact.ERROR, events));
            }
            return this;
        }

        HandOver handOver(Thresholds thresholds) {
            long[] buffer = longs.stream().mapToLong(Long::longValue).toArray();
            return new HandOver(buffer, buffer.length / Fact.LONGS, thresholds);
        }

        Tick at(long nowNanos) {
            return Tick.of(nowNanos, split, List.of(handOver(THRESHOLDS)));
        }
    }

    private static Trial begin() {
        return Trial.begin(1, PAIR, SETTINGS, 0, 1, THRESHOLDS);
    }

    private static Facts healthy(int from) {
        return new Facts(1).add(STABLE, from, 30, 0).add(CANARY, from + 30, 5, 0);
    }

    private static Facts failing(int from) {
        return new Facts(1).add(STABLE, from, 60, 0).add(CANARY, from + 60, 5, Fact.ERROR);
    }

    private static Trial failing(Trial trial, int ticks) {
        Trial after = trial;
        for (int i = 0; i < ticks; i++) {
            after = after.after(failing(100 * i).at((i + 1) * TICK));
        }
        return after;
    }

    @Test
    void aBlockWaitsForTwentyFiveEndings() {
        Trial trial = begin().after(new Facts(1).add(STABLE, 0, 24, 0).at(TICK));
        assertThat(trial.blocks()).isZero();
        trial = trial.after(new Facts(1).add(CANARY, 50, 1, 0).at(2 * TICK));
        assertThat(trial.blocks()).isEqualTo(1);
    }

    @Test
    void orUntilItIsFiveSecondsOld() {
        Trial trial = begin().after(new Facts(1).add(STABLE, 0, 3, 0).at(TICK));
        assertThat(trial.after(new Facts(1).at(5 * SECOND - 1)).blocks()).isZero();
        assertThat(trial.after(new Facts(1).at(5 * SECOND)).blocks()).isEqualTo(1);
    }

    @Test
    void whatIsNoEndingDoesNotFillABlock() {
        long[] buffer = new long[Fact.LONGS * 40];
        for (int i = 0; i < 40; i++) {
            buffer[Fact.LONGS * i] = (long) i << 48;
            buffer[Fact.LONGS * i + 1] = Fact.pack(Fact.stamp(STABLE, 1, true, false), 1 << Fact.SLOW, 1 << Fact.SLOW);
        }
        Tick tick = Tick.of(TICK, 1, List.of(new HandOver(buffer, 40, THRESHOLDS)));
        assertThat(begin().after(tick).blocks()).isZero();
    }

    @Test
    void aDeadCanaryIsLatchedAfterFourTicks() {
        Trial trial = failing(begin(), 4);
        Latch latch = trial.latch().orElseThrow();
        assertThat(latch.block()).isEqualTo(3);
        assertThat(latch.check()).isEqualTo("errors");
        assertThat(latch.canaryEvents()).isEqualTo(20);
        assertThat(latch.canaryRequests()).isEqualTo(20);
        assertThat(latch.stableRequests()).isEqualTo(240);
        assertThat(latch.sentence()).isEqualTo("canary failed 20 of 20 requests while blue failed 0 of 240");
        assertThat(failing(begin(), 3).latch()).isEmpty();
    }

    @Test
    void theFirstDrainStaysLatched() {
        Trial trial = failing(begin(), 8);
        assertThat(trial.latch().orElseThrow().block()).isEqualTo(3);
        for (int i = 0; i < 400; i++) {
            trial = trial.after(healthy(i * 40).at((9 + i) * TICK));
        }
        assertThat(trial.latch().orElseThrow().block()).isEqualTo(3);
    }

    @Test
    void factsOfOtherVersionsAreNotSeen() {
        Trial trial = begin().after(new Facts(1).add(7, 0, 200, Fact.ERROR).at(TICK));
        assertThat(trial.blocks()).isZero();
        assertThat(trial.after(new Facts(1).at(6 * SECOND)).blocks()).isZero();
    }

    @Test
    void factsOfAnotherSplitNumberAreDropped() {
        Facts old = new Facts(1).add(STABLE, 0, 100, 0).add(CANARY, 100, 50, Fact.ERROR);
        Tick tick = Tick.of(TICK, 2, List.of(old.handOver(THRESHOLDS)));
        Trial trial = begin().after(tick);
        assertThat(trial.blocks()).isZero();
        assertThat(trial.after(new Facts(2).at(6 * SECOND)).blocks()).isZero();
    }

    @Test
    void aNewSplitNumberClosesTheBlockAndOpensAnEpoch() {
        Trial trial = begin().after(
                        new Facts(1).add(STABLE, 0, 5, 0).add(CANARY, 5, 5, 0).at(TICK));
        Trial changed = trial.after(new Facts(2).at(2 * TICK));
        assertThat(changed.blocks()).isEqualTo(1);
        assertThat(changed.evidence().newest()).isEqualTo(1);
        assertThat(changed.after(new Facts(3).at(3 * TICK)).evidence().newest())
                .as("nothing was compared since")
                .isEqualTo(1);
    }

    @Test
    void splitNumbersAreComparedByTheBitsThatTravel() {
        long far = (1L << 22) + 1;
        Trial trial = Trial.begin(1, PAIR, SETTINGS, 0, far, THRESHOLDS);
        assertThat(trial.after(new Facts(far).add(STABLE, 0, 30, 0).at(TICK)).blocks())
                .isEqualTo(1);
    }

    @Test
    void anEpochOpensAfterAMinute() {
        Trial trial = begin();
        for (int i = 1; i < 240; i++) {
            trial = trial.after(healthy(i * 40).at(i * TICK));
        }
        assertThat(trial.evidence().newest()).isZero();
        assertThat(trial.after(healthy(0).at(60 * SECOND)).evidence().newest()).isEqualTo(1);
    }

    @Test
    void anEpochOpensEarlierWhenTheUsersAreSpent() {
        Trial trial = begin();
        for (int i = 1; i < 40; i++) {
            trial = trial.after(new Facts(1)
                    .add(STABLE, 0, 30, Fact.ERROR)
                    .add(CANARY, 40, 5, Fact.ERROR)
                    .at(i * TICK));
        }
        assertThat(trial.evidence().newest()).isZero();
        trial = trial.after(new Facts(1)
                .add(STABLE, 0, 30, Fact.ERROR)
                .add(CANARY, 40, 5, Fact.ERROR)
                .at(10 * SECOND));
        assertThat(trial.evidence().newest()).isEqualTo(1);
    }

    @Test
    void noEpochOpensWhileNothingIsCompared() {
        Trial trial = begin();
        for (int i = 1; i <= 400; i++) {
            trial = trial.after(new Facts(1).add(STABLE, i * 30, 30, 0).at(i * TICK));
        }
        assertThat(trial.evidence().newest()).isZero();
        assertThat(trial.blocks()).isEqualTo(400);
    }

    @Test
    void holdsWithoutTrafficOfBothArms() {
        Trial trial = begin().after(healthy(0).at(TICK));
        assertThat(trial.after(new Facts(1).add(STABLE, 0, 30, 0).at(29 * SECOND))
                        .verdict()
                        .holds())
                .isEmpty();
        Verdict quiet =
                trial.after(new Facts(1).add(STABLE, 0, 30, 0).at(31 * SECOND)).verdict();
        assertThat(quiet.hold().orElseThrow().reason()).isEqualTo(HoldReason.NO_TRAFFIC);
        assertThat(quiet.hold().orElseThrow().sentence().text())
                .isEqualTo("no judged requests of both canary and blue for 30 s");
        Trial again = trial.after(new Facts(1).at(31 * SECOND)).after(healthy(0).at(32 * SECOND));
        assertThat(again.verdict().holds()).isEmpty();
    }

    @Test
    void saysThatTheBreakerStarvesIt() {
        Tick tick = new Tick(40 * SECOND, 1, List.of(), true, Optional.empty());
        Verdict verdict = begin().after(tick).verdict();
        assertThat(verdict.holds()).extracting(Verdict.Hold::reason).containsExactly(HoldReason.BREAKER_OPEN);
    }

    @Test
    void limitsGoOnWithoutTrafficOfStable() {
        JudgeSettings limited = Variant.usual().limits(Limit.errors(0.05)).settings();
        Trial trial = Trial.begin(1, PAIR, limited, 0, 1, THRESHOLDS);
        for (int i = 1; i <= 6; i++) {
            trial = trial.after(new Facts(1).add(CANARY, i * 30, 30, Fact.ERROR).at(i * TICK));
        }
        assertThat(trial.latch().orElseThrow().check()).isEqualTo("limit_errors");
    }

    @Test
    void whoeverWasNotDrawnIsNoComparison() {
        Trial trial = begin();
        for (int i = 1; i <= 100; i++) {
            long[] buffer = new long[Fact.LONGS * 40];
            for (int j = 0; j < 40; j++) {
                buffer[Fact.LONGS * j] = (long) (i * 40 + j) << 48;
                boolean canary = j % 2 == 0;
                long stamp = Fact.stamp(canary ? CANARY : STABLE, 1, true, true);
                buffer[Fact.LONGS * j + 1] = Fact.pack(stamp, Fact.ERROR, canary ? Fact.ERROR : 0);
            }
            trial = trial.after(Tick.of(i * TICK, 1, List.of(new HandOver(buffer, 40, THRESHOLDS))));
        }
        assertThat(trial.evidence().strength(Claim.CANARY_WORSE, false).log()).isCloseTo(Math.log(0.5), within(1e-12));
        assertThat(trial.evidence().newest()).isZero();
    }

    @Test
    void onlySoManyFactsAreJudgedInATick() {
        HandOver one = new Facts(1).add(STABLE, 0, 6_000, 0).handOver(THRESHOLDS);
        Trial trial = begin().after(Tick.of(TICK, 1, List.of(one, one)));
        assertThat(trial.evidence().terms(Claim.CANARY_WORSE).get(0).tally().stableRequests())
                .isEqualTo(8_192);
        Trial lone = begin().after(Tick.of(TICK, 1, List.of(one)));
        assertThat(lone.evidence().terms(Claim.CANARY_WORSE).get(0).tally().stableRequests())
                .isEqualTo(6_000);
    }

    @Test
    void newThresholdsCloseTheBlockAndLeaveOldFactsBehind() {
        Thresholds next = THRESHOLDS.next(new long[] {5, 0, 0, 0, 0}, new long[] {6, 0, 0, 0, 0});
        Trial trial = begin().after(
                        new Facts(1).add(STABLE, 0, 5, 0).add(CANARY, 5, 5, 0).at(TICK));
        HandOver late = new Facts(1).add(STABLE, 50, 300, 0).handOver(THRESHOLDS);
        HandOver fresh = new Facts(1).add(STABLE, 400, 20, 0).handOver(next);
        Trial changed = trial.after(Tick.of(2 * TICK, 1, List.of(late, fresh)));
        assertThat(changed.blocks()).isEqualTo(1);
        assertThat(changed.evidence().newest()).as("no epoch opens").isZero();
        Trial filled = changed.after(Tick.of(3 * TICK, 1, List.of(fresh)));
        assertThat(filled.evidence().terms(Claim.CANARY_WORSE).get(0).tally().stableRequests())
                .isEqualTo(45);
    }

    @Test
    void aNewTrialStartsAtZeroAndSpendsAlphaAnew() {
        Trial next = failing(begin(), 5).next(PAIR, SETTINGS, 2 * SECOND);
        assertThat(next.number()).isEqualTo(2);
        assertThat(next.latch()).isEmpty();
        assertThat(next.blocks()).isZero();
        assertThat(next.evidence().newest()).isZero();
        assertThat(next.evidence().strength(Claim.CANARY_WORSE, false).log()).isCloseTo(Math.log(0.5), within(1e-12));
    }

    @Test
    void comparingAnewKeepsTheTrialAndDropsItsEpochs() {
        Trial anew = failing(begin(), 5).compareAnew(new Pair("green", "canary", 3, CANARY), SETTINGS, 2 * SECOND);
        assertThat(anew.number()).isEqualTo(1);
        assertThat(anew.latch()).isPresent();
        assertThat(anew.blocks()).isEqualTo(5);
        assertThat(anew.evidence().newest()).isEqualTo(1);
        assertThat(anew.evidence().openEpochs()).isEqualTo(1);
        assertThat(anew.evidence().strength(Claim.CANARY_WORSE, false).log()).isLessThan(Math.log(0.5));
        assertThat(anew.pair().stable()).isEqualTo("green");
    }

    @Test
    void aSnapshotBringsBackTrialNumberEpochAndLatch() {
        Trial before = failing(begin(), 5);
        Trial after = Trial.restored(before.snapshot(), PAIR, SETTINGS, 0, 9, THRESHOLDS);
        assertThat(after.number()).isEqualTo(1);
        assertThat(after.latch()).isEqualTo(before.latch());
        assertThat(after.blocks()).isEqualTo(5);
        assertThat(after.evidence().newest()).isEqualTo(1);
        assertThat(after.verdict().word()).isEqualTo(Verdict.Word.INCONCLUSIVE);
    }

    @Test
    void aHoldIsNoReset() {
        Trial trial = failing(begin(), 2);
        double before = trial.evidence().strength(Claim.CANARY_WORSE, false).log();
        Trial later = trial.after(new Facts(1).at(100 * SECOND));
        assertThat(later.verdict().holds()).isNotEmpty();
        assertThat(later.evidence().strength(Claim.CANARY_WORSE, false).log()).isEqualTo(before);
    }

    @Test
    void usersThatDoNotSplitAsConfiguredHoldUntilTheSplitChanges() {
        ShareCount wrong = new ShareCount(3_000, 300, 0.05);
        Tick tick = new Tick(TICK, 1, List.of(), false, Optional.of(wrong));
        Trial trial = begin().after(tick).after(new Facts(1).at(2 * TICK));
        assertThat(trial.verdict().hold().orElseThrow().reason()).isEqualTo(HoldReason.SHARE_MISMATCH);
        assertThat(trial.hold().orElseThrow().reason()).isEqualTo(HoldReason.SHARE_MISMATCH);
        assertThat(trial.verdict().hold().orElseThrow().sentence().text())
                .isEqualTo("traffic share does not match: canary has 300 of 3300 first users, configured are 5.0 %");
        assertThat(trial.after(new Facts(2).at(3 * TICK)).verdict().holds()).isEmpty();
    }

    @Test
    void aHangingCanaryIsComparedBeforeItsRequestsEnd() {
        Trial trial = Trial.begin(1, PAIR, SETTINGS, 0, 1, THRESHOLDS);
        int slow = 0b111110;
        for (int i = 1; i <= 20; i++) {
            List<long[]> facts = new ArrayList<>();
            for (int j = 0; j < 40; j++) {
                long hash = (long) (i * 40 + j) << 48;
                boolean canary = j % 10 == 0;
                long stamp = Fact.stamp(canary ? CANARY : STABLE, 1, true, false);
                facts.add(new long[] {hash, Fact.pack(stamp, canary ? slow : slow | Fact.ERROR, canary ? slow : 0)});
            }
            long[] buffer = facts.stream().flatMapToLong(Arrays::stream).toArray();
            trial = trial.after(Tick.of(i * TICK, 1, List.of(new HandOver(buffer, 40, THRESHOLDS))));
        }
        assertThat(trial.latch().orElseThrow().canaryEvents()).isLessThan(40);
    }

    @Test
    void emptyHandOversAreNoBlocks() {
        Trial trial = begin();
        for (int i = 1; i <= 100; i++) {
            trial = trial.after(Tick.of(i * TICK, 1, Collections.nCopies(4, new Facts(1).handOver(THRESHOLDS))));
        }
        assertThat(trial.blocks()).isZero();
    }
}
