package io.dimmer.control.loop;

import io.dimmer.config.ProxySpec;
import io.dimmer.config.value.ServiceName;
import io.dimmer.config.value.VersionName;
import io.dimmer.control.state.ServiceState;
import io.dimmer.judge.Thresholds;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** What the control thread asks of the data plane. Called on the control thread; nothing here blocks. */
public interface DataPlane {
    /**
     * Replaces the snapshot: from this instant every new request sees these routes and states. What is equal to before
     * stays as it is, connections included; what can no longer be reached is closed when it is idle.
     *
     * @param spec whose routes hold
     * @param services the states, in the order of the spec
     */
    void publish(ProxySpec spec, List<ServiceState> services);

    /** Requests that run on a version, over all event loops. */
    int running(ServiceName service, VersionName version);

    /** Long-lived ones among them. */
    int streams(ServiceName service, VersionName version);

    /**
     * Asks what is long-lived on a version to leave, as its protocol does that, each at a moment of its own.
     *
     * @param spread within which all are asked
     */
    void leave(ServiceName service, VersionName version, Duration spread);

    /** Calls off what {@link #leave} has not asked yet. */
    void stay(ServiceName service, VersionName version);

    /** Ends what still runs on a version, with its own outcome. */
    void cut(ServiceName service, VersionName version);

    /**
     * Asks every event loop for what it saw since the last time.
     *
     * @param thresholds what the loops must apply from now on
     * @return completed on some loop when all have answered
     */
    CompletionStage<Collected> collect(Map<ServiceName, Thresholds> thresholds);

    /** Dense number of a version, for the life of the process. */
    int number(ServiceName service, VersionName version);
}
