package io.dimmer.control.state;

import io.dimmer.config.service.VersionSpec;
import io.dimmer.config.value.VersionName;
import io.dimmer.config.value.Weight;
import io.dimmer.control.Cause;
import io.dimmer.exchange.VersionState;
import java.util.Optional;

/**
 * How a version stands: the file's description, and what run time has made of it.
 *
 * @param spec what the file says
 * @param weight in force
 * @param weightChange who set a weight other than the file's
 * @param state in force
 * @param cause of the state
 * @param stateChange who set the state, and when
 * @param build what is deployed, from the file's label or from the last trial that named one
 */
public record Standing(
        VersionSpec spec,
        Weight weight,
        Optional<Change> weightChange,
        VersionState state,
        Cause cause,
        Change stateChange,
        Optional<String> build) {

    /** As the file says, ready. */
    public static Standing fromFile(VersionSpec spec, Change loaded) {
        return new Standing(
                spec, spec.weight(), Optional.empty(), VersionState.READY, Cause.FILE, loaded, spec.build());
    }

    public VersionName name() {
        return spec.name();
    }

    /** The weight that takes part in the draw: 0 unless ready. */
    public double drawnWeight() {
        return state == VersionState.READY ? weight.value() : 0;
    }

    public Standing withWeight(Weight next, Change change) {
        Optional<Change> kept = next.equals(spec.weight()) ? Optional.empty() : Optional.of(change);
        return new Standing(spec, next, kept, state, cause, stateChange, build);
    }

    public Standing withState(VersionState next, Cause why, Change change) {
        return new Standing(spec, weight, weightChange, next, why, change, build);
    }

    public Standing withBuild(String next) {
        return new Standing(spec, weight, weightChange, state, cause, stateChange, Optional.of(next));
    }
}
