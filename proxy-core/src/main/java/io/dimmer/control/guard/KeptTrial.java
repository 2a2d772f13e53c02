package io.dimmer.control.guard;

import io.dimmer.judge.trial.TrialSnapshot;
import java.util.Optional;

/**
 * What is left of a trial from before a restart.
 *
 * @param snapshot absent when the version was never watched
 * @param isOver what is deployed, or where, has changed since: the next trial begins
 */
public record KeptTrial(Optional<TrialSnapshot> snapshot, boolean isOver) {
    /** Nothing is left. */
    public static final KeptTrial NONE = new KeptTrial(Optional.empty(), false);
}
