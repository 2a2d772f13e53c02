package io.dimmer.judge.trial;

import io.dimmer.judge.Fact;
import io.dimmer.judge.Thresholds;

/**
 * What one event loop resolved since its last hand-over, for all versions. The buffer is read within the tick and not
 * kept: the loop may use it again afterwards.
 */
public final class HandOver {

    private final long[] buffer;
    private final int facts;
    private final Thresholds thresholds;

    /**
     * A hand-over.
     *
     * @param buffer the facts, {@link Fact#LONGS} numbers each
     * @param facts how many of them there are
     * @param thresholds those that the loop applied to all of them
     */
    public HandOver(long[] buffer, int facts, Thresholds thresholds) {
        if (facts < 0 || facts > buffer.length / Fact.LONGS) {
            throw new IllegalArgumentException(
                    "hand-over: found %d facts in a buffer of %d numbers, expected two for each"
                            .formatted(facts, buffer.length));
        }
        this.buffer = buffer;
        this.facts = facts;
        this.thresholds = thresholds;
    }

    /** Those that the loop applied. */
    public Thresholds thresholds() {
        return thresholds;
    }

    /** How many facts there are. */
    int facts() {
        return facts;
    }

    long hash(int fact) {
        return buffer[Fact.LONGS * fact];
    }

    long packed(int fact) {
        return buffer[Fact.LONGS * fact + 1];
    }
}
