package io.dimmer.control;

import io.dimmer.config.value.ServiceName;
import io.dimmer.config.value.VersionName;
import io.dimmer.exchange.VersionState;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A change that somebody asks the {@link Controller} for. */
public sealed interface Command {
    /** The service to change. */
    ServiceName service();

    /** True when it only turns a light down: it overtakes the queue and takes effect before it is on disk. */
    boolean protects();

    /**
     * Sets weights; versions that are not named keep theirs.
     *
     * @param weights at least one
     * @param ifRevision refused with {@code CONFLICT} when the service has another revision
     * @param yes take users away from stable, or leave no version, all the same
     */
    record SetWeights(
            ServiceName service, Map<VersionName, WeightChange> weights, Optional<Long> ifRevision, boolean yes)
            implements Command {
        public SetWeights {
            weights = Map.copyOf(weights);
        }

        @Override
        public boolean protects() {
            return false;
        }
    }

    /**
     * Sets a version's state.
     *
     * @param deadline when running requests are cut; absent: the service's
     * @param yes take users away from stable, or leave no version, all the same
     */
    record SetState(
            ServiceName service, VersionName version, VersionState state, Optional<Duration> deadline, boolean yes)
            implements Command {
        @Override
        public boolean protects() {
            return state != VersionState.READY;
        }
    }

    /** Sends everyone to stable, or ends that. */
    record SetKillSwitch(ServiceName service, boolean on) implements Command {
        @Override
        public boolean protects() {
            return on;
        }
    }

    /**
     * Begins a new trial of a version.
     *
     * @param build what is deployed now; absent: as before
     */
    record NewTrial(ServiceName service, VersionName version, Optional<String> build) implements Command {
        @Override
        public boolean protects() {
            return false;
        }
    }
}
