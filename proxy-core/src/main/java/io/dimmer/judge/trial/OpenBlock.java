package io.dimmer.judge.trial;

import io.dimmer.judge.Fact;
import io.dimmer.judge.JudgeSettings.Rhythm;
import io.dimmer.judge.Pair;
import io.dimmer.judge.Thresholds;
import io.dimmer.judge.evidence.Block;
import io.dimmer.judge.evidence.Facts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The block that is being filled. Immutable: each tick adds a run of facts.
 *
 * @param sinceNanos when it was opened
 * @param split its split number
 * @param thresholds what "slow" means in it
 * @param runs the facts of its ticks
 * @param endings how many of them are judged endings
 */
record OpenBlock(long sinceNanos, long split, Thresholds thresholds, List<Facts> runs, int endings) {

    static OpenBlock empty(long nowNanos, long split, Thresholds thresholds) {
        return new OpenBlock(nowNanos, split, thresholds, List.of(), 0);
    }

    boolean isEmpty() {
        return runs.isEmpty();
    }

    /** Closed by time and totals alone. */
    boolean isFull(long nowNanos, Rhythm rhythm) {
        return endings >= rhythm.blockEndings() || nowNanos - sinceNanos >= rhythm.blockNanos();
    }

    Block close(boolean byUser) {
        return Block.of(runs, byUser);
    }

    /** With what the loops hand over: the facts of the pair, under this split number and these thresholds. */
    OpenBlock with(List<HandOver> handOvers, Pair pair, int factsPerTick) {
        List<Facts> more = new ArrayList<>(runs);
        int ended = endings;
        int quota = handOvers.isEmpty() ? 0 : (factsPerTick + handOvers.size() - 1) / handOvers.size();
        for (HandOver handOver : handOvers) {
            int[] kept = kept(handOver, pair, quota);
            if (kept.length > 0) {
                more.add(facts(handOver, kept, pair));
                ended += endings(handOver, kept);
            }
        }
        return new OpenBlock(sinceNanos, split, thresholds, List.copyOf(more), ended);
    }

    /** Which facts count: the first so many of a loop, whoever they are about. */
    private int[] kept(HandOver handOver, Pair pair, int quota) {
        if (handOver.thresholds().generation() != thresholds.generation()) {
            return new int[0];
        }
        int[] kept = new int[Math.min(quota, handOver.facts())];
        int size = 0;
        for (int fact = 0; fact < handOver.facts() && size < kept.length; fact++) {
            if (belongs(handOver.packed(fact), pair)) {
                kept[size++] = fact;
            }
        }
        return Arrays.copyOf(kept, size);
    }

    private boolean belongs(long packed, Pair pair) {
        int version = Fact.version(packed);
        return (version == pair.stableNumber() || version == pair.canaryNumber())
                && Fact.split(packed) == (split & Fact.SPLIT_MASK);
    }

    private static Facts facts(HandOver handOver, int[] kept, Pair pair) {
        long[] hashes = new long[kept.length];
        int[] marks = new int[kept.length];
        for (int i = 0; i < kept.length; i++) {
            long packed = handOver.packed(kept[i]);
            hashes[i] = handOver.hash(kept[i]);
            marks[i] = Facts.mark(
                    Fact.version(packed) == pair.canaryNumber(),
                    Fact.keyed(packed),
                    !Fact.limitsOnly(packed),
                    Fact.resolved(packed),
                    Fact.events(packed));
        }
        return Facts.of(hashes, marks);
    }

    private static int endings(HandOver handOver, int[] kept) {
        int endings = 0;
        for (int fact : kept) {
            endings += Fact.resolved(handOver.packed(fact)) & Fact.ERROR;
        }
        return endings;
    }
}
