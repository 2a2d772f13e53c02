package io.dimmer.judge.trial;

import java.util.List;

/**
 * What of a trial outlives the process. The evidence does not: without its slots it would count users twice.
 *
 * @param trial number of the trial, from 1
 * @param newestEpoch K, the number of its newest epoch
 * @param blocks how many blocks were judged
 * @param drained the latch: one entry after the first drain, else none
 */
public record TrialSnapshot(long trial, long newestEpoch, long blocks, List<Latch> drained) {

    /** Copies the list. */
    public TrialSnapshot {
        drained = List.copyOf(drained);
    }
}
