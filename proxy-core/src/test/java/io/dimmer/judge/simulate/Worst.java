package io.dimmer.judge.simulate;

import io.dimmer.judge.Judge;
import io.dimmer.judge.JudgeSettings;
import io.dimmer.judge.Pair;
import io.dimmer.judge.Thresholds;
import io.dimmer.judge.evidence.Block;
import io.dimmer.judge.evidence.Evidence;
import io.dimmer.judge.evidence.Facts;
import java.util.List;
import java.util.SplittableRandom;

/** The dearest block: every fact another user, half of them on the canary, half with every event, all epochs different. */
final class Worst {

    private static final int MONTH_OF_MINUTES = 43_200;
    private static final int ROUNDS = 20;

    private final Judge judge = Judge.of(JudgeSettings.DEFAULT);
    private final Thresholds thresholds = Latency.thresholds(judge.settings());
    private final SplittableRandom random = new SplittableRandom(3);
    private final int users;

    private Worst(int users) {
        this.users = users;
    }

    /**
     * What it takes.
     *
     * @param epochs how many were open
     * @param foldNanos to group the facts and to add the block
     * @param verdictNanos to read the evidence
     */
    record Cost(int epochs, long foldNanos, long verdictNanos) {}

    static Cost of(int users) {
        return new Worst(users).best();
    }

    private Cost best() {
        Evidence evidence = judge.none(0);
        for (int k = 0; k < MONTH_OF_MINUTES; k++) {
            evidence = evidence.openEpoch();
            // A few users are spent in every epoch, so that no two epochs see the same numbers.
            evidence = k % 500 == 0 || k > MONTH_OF_MINUTES - 40 ? judge.after(evidence, block(512)) : evidence;
        }
        Cost best = new Cost(0, Long.MAX_VALUE, Long.MAX_VALUE);
        for (int round = 0; round < ROUNDS; round++) {
            Cost cost = once(evidence);
            best = cost.foldNanos() < best.foldNanos() ? cost : best;
        }
        return best;
    }

    private Cost once(Evidence evidence) {
        Facts facts = facts(users);
        long start = System.nanoTime();
        Evidence after = judge.after(evidence, Block.of(List.of(facts), true));
        long folded = System.nanoTime();
        judge.verdict(after, new Pair("blue", "canary", 1, 2), thresholds);
        return new Cost(after.openEpochs(), folded - start, System.nanoTime() - folded);
    }

    private Block block(int size) {
        return Block.of(List.of(facts(size)), true);
    }

    private Facts facts(int size) {
        long[] hashes = random.longs(size).toArray();
        int[] marks = new int[size];
        int types = thresholds.mask() | 1;
        for (int i = 0; i < size; i++) {
            marks[i] = Facts.mark(random.nextBoolean(), true, true, types, random.nextBoolean() ? types : 0);
        }
        return Facts.of(hashes, marks);
    }
}
