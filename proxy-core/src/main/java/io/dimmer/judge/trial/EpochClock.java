package io.dimmer.judge.trial;

import io.dimmer.judge.JudgeSettings.Rhythm;
import io.dimmer.judge.evidence.Evidence.AtRisk;

/**
 * When the next epoch opens. All of it is blind to arms and outcomes.
 *
 * @param openedNanos when the newest epoch opened
 * @param compared whether a block with both arms closed since then
 * @param comparedNanos when the last block with both arms closed, or the trial began
 */
record EpochClock(long openedNanos, boolean compared, long comparedNanos) {

    static EpochClock start(long nowNanos) {
        return new EpochClock(nowNanos, false, nowNanos);
    }

    EpochClock afterBlock(boolean bothArms, long nowNanos) {
        return bothArms ? new EpochClock(openedNanos, true, nowNanos) : this;
    }

    EpochClock afterOpening(long nowNanos) {
        return new EpochClock(nowNanos, false, comparedNanos);
    }

    /** Whether an epoch opens at the end of a block. */
    boolean opens(boolean splitChanged, AtRisk atRisk, long nowNanos, Rhythm rhythm) {
        long age = nowNanos - openedNanos;
        boolean old = age >= rhythm.epochNanos();
        boolean depleted = atRisk.depleted() && age >= rhythm.depletedNanos();
        return compared && (splitChanged || old || depleted);
    }

    boolean noTraffic(long nowNanos, Rhythm rhythm) {
        return nowNanos - comparedNanos >= rhythm.noTrafficNanos();
    }
}
