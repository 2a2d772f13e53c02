package io.dimmer.control.loop;

import io.dimmer.config.value.ServiceName;
import io.dimmer.config.value.VersionName;
import io.dimmer.control.VersionSnapshot.LastMinute;
import io.dimmer.control.guard.LoopFacts;
import io.dimmer.judge.trial.BaselineLatencies;
import io.dimmer.judge.trial.ShareCount;
import java.util.List;
import java.util.Optional;

/** What the event loops handed over at one tick. Used on the control thread, within the tick. */
public interface Collected {
    /** One entry for each event loop: what it resolved for a service. */
    List<LoopFacts> facts(ServiceName service);

    /** The judged latencies of a service's stable version. */
    BaselineLatencies latencies(ServiceName service);

    /**
     * First users of two versions, counted once a minute.
     *
     * @param canaryShare the configured share of the canary among the two, 0 to 1
     * @return empty between two counts
     */
    Optional<ShareCount> share(ServiceName service, VersionName stable, VersionName canary, double canaryShare);

    /** What a version did in the last 60 seconds. */
    LastMinute lastMinute(ServiceName service, VersionName version);

    /** The part of the service's assignments of the last 60 seconds that a version got, 0 to 1. */
    double observedShare(ServiceName service, VersionName version);
}
