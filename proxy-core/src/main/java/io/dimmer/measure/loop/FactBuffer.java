package io.dimmer.measure.loop;

import io.dimmer.judge.Fact;
import java.util.Arrays;

/**
 * The facts of one service on one loop since the last hand-over: the first so many, whoever they are about and whatever
 * they say. Confined to the loop.
 */
final class FactBuffer {
    private static final int FEW = 64;

    private final int most;
    private long[] facts = new long[0];
    private int count;

    /** Keeps at most so many facts between two hand-overs. */
    FactBuffer(int most) {
        this.most = most;
    }

    void add(long keyHash, long packed) {
        if (count == most) {
            return;
        }
        int at = count * Fact.LONGS;
        if (at == facts.length) {
            facts = Arrays.copyOf(facts, Math.max(FEW, 2 * facts.length));
        }
        facts[at] = keyHash;
        facts[at + 1] = packed;
        count++;
    }

    /** A copy of all, and begins anew. */
    long[] take() {
        long[] taken = Arrays.copyOf(facts, count * Fact.LONGS);
        count = 0;
        return taken;
    }
}
