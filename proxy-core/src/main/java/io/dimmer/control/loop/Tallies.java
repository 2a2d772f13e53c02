package io.dimmer.control.loop;

import io.dimmer.config.value.ServiceName;
import io.dimmer.config.value.VersionName;
import io.dimmer.judge.HoldReason;

/** Counts what the control plane does; the metrics of the contract. Called on the control thread. */
public interface Tallies {
    /** A version was drained. */
    void drained(ServiceName service, VersionName version, String cause);

    /** The guard began to hold. */
    void held(ServiceName service, VersionName version, HoldReason reason);

    /** A trial began. */
    void trialBegan(ServiceName service, VersionName version);
}
