package io.dimmer.measure.loop;

import io.dimmer.judge.Fact;
import io.dimmer.judge.Thresholds;

/** What one event loop resolved for one service since its last hand-over. It belongs to whoever holds it. */
public final class LoopEvidence {
    private final long[] buffer;
    private final Thresholds thresholds;

    LoopEvidence(long[] buffer, Thresholds thresholds) {
        this.buffer = buffer;
        this.thresholds = thresholds;
    }

    /** The facts, {@link Fact#LONGS} numbers each. */
    public long[] buffer() {
        return buffer;
    }

    /** How many there are. */
    public int facts() {
        return buffer.length / Fact.LONGS;
    }

    /** Those that the loop applied to all of them. */
    public Thresholds thresholds() {
        return thresholds;
    }
}
