package io.dimmer.control.guard;

import io.dimmer.judge.Fact;
import io.dimmer.judge.Pair;
import io.dimmer.judge.Thresholds;
import io.dimmer.judge.trial.HandOver;

/**
 * What one event loop resolved for one service since its last hand-over. The buffer is not kept beyond the call that
 * hands it over.
 */
public final class LoopFacts {
    private final long[] buffer;
    private final int facts;
    private final Thresholds thresholds;

    /**
     * A hand-over.
     *
     * @param buffer the facts, {@link Fact#LONGS} numbers each
     * @param facts how many there are
     * @param thresholds those that the loop applied to all of them
     */
    public LoopFacts(long[] buffer, int facts, Thresholds thresholds) {
        this.buffer = buffer;
        this.facts = facts;
        this.thresholds = thresholds;
    }

    /**
     * The facts of two versions from one split number on, as a trial wants them: with one split number, its own.
     *
     * <p>A fact carries the number of the service's split, which third versions move too; the ratio of the two versions
     * has been the same since {@code since}.
     */
    HandOver of(int stable, int canary, int since) {
        long[] kept = new long[facts * Fact.LONGS];
        int count = 0;
        for (int i = 0; i < facts; i++) {
            long packed = buffer[Fact.LONGS * i + 1];
            int version = Fact.version(packed);
            if ((version == stable || version == canary) && isFrom(Fact.split(packed), since)) {
                kept[Fact.LONGS * count] = buffer[Fact.LONGS * i];
                kept[Fact.LONGS * count + 1] = restamped(packed, version, since);
                count++;
            }
        }
        return new HandOver(kept, count, thresholds);
    }

    /** The facts of stable alone, some of which stand in for the canary's. */
    HandOver shadowed(Pair pair, int since, SecondHash second) {
        long[] kept = new long[facts * Fact.LONGS];
        int count = 0;
        for (int i = 0; i < facts; i++) {
            long hash = buffer[Fact.LONGS * i];
            long packed = buffer[Fact.LONGS * i + 1];
            if (Fact.version(packed) == pair.stableNumber() && isFrom(Fact.split(packed), since)) {
                boolean standsIn = Fact.keyed(packed) ? second.standsIn(hash) : second.lonelyStandsIn(i);
                kept[Fact.LONGS * count] = hash;
                kept[Fact.LONGS * count + 1] =
                        restamped(packed, standsIn ? pair.canaryNumber() : pair.stableNumber(), since);
                count++;
            }
        }
        return new HandOver(kept, count, thresholds);
    }

    /** Whether a split number of 22 bits is that one or a later one, across its overflow. */
    private static boolean isFrom(int split, int since) {
        return ((split - since) & Fact.SPLIT_MASK) <= Fact.SPLIT_MASK / 2;
    }

    private static long restamped(long packed, int version, int since) {
        long stamp = Fact.stamp(version, since, Fact.keyed(packed), Fact.limitsOnly(packed));
        return Fact.pack(stamp, Fact.resolved(packed), Fact.events(packed));
    }
}
