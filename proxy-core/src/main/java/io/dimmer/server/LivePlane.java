package io.dimmer.server;

import io.dimmer.assign.Assigner;
import io.dimmer.assign.Explanation;
import io.dimmer.config.ProxySpec;
import io.dimmer.config.service.DrainSpec;
import io.dimmer.config.value.ServiceName;
import io.dimmer.config.value.VersionName;
import io.dimmer.control.loop.Collected;
import io.dimmer.control.loop.DataPlane;
import io.dimmer.control.state.ServiceState;
import io.dimmer.exchange.Outcome;
import io.dimmer.judge.Thresholds;
import io.dimmer.listen.limit.HouseRules;
import io.dimmer.measure.Recorder;
import io.dimmer.measure.loop.VersionRecorder;
import io.dimmer.pipeline.Edge;
import io.dimmer.pipeline.EdgeSnapshot;
import io.dimmer.pipeline.ServiceEdge;
import io.dimmer.server.file.ForceKeys;
import io.dimmer.time.Scheduler;
import io.dimmer.upstream.Upstream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The data plane as the control thread sees it: the edge that serves, and the recorder that listens. */
final class LivePlane implements DataPlane {
    private final Edge edge;
    private final Recorder recorder;
    private final LiveNumbers numbers;
    private final SnapshotBuilder builder;
    private final Map<Integer, Upstream> running = new ConcurrentHashMap<>();
    private final Scheduler timers;
    private Map<Upstream, Duration> deadlines = Map.of();
    private @Nullable ProxySpec published;
    private volatile ForceKeys keys;

    LivePlane(Edge edge, Recorder recorder, LiveNumbers numbers, ForceKeys keys, Scheduler timers) {
        this.timers = timers;
        this.edge = edge;
        this.recorder = recorder;
        this.numbers = numbers;
        this.keys = keys;
        this.builder = new SnapshotBuilder(numbers, edge.upstreams());
    }

    /** The keys in use. */
    ForceKeys keys() {
        return keys;
    }

    /** The keys that the next {@link #publish} uses. */
    void use(ForceKeys next) {
        keys = next;
    }

    @Override
    public void publish(ProxySpec spec, List<ServiceState> services) {
        boolean sameFile = spec.equals(published);
        if (!sameFile) {
            // Whoever is new must be known before the first request.
            recorder.adopt(builder.roster(spec, services));
            edge.replace(HouseRules.of(spec));
            published = spec;
        }
        edge.replace(builder.snapshot(spec, services, keys));
        if (sameFile) {
            // Nobody is new, but builds may be others; users who wait for a drain come first.
            recorder.adopt(builder.roster(spec, services));
        }
        Set<Upstream> inUse = new HashSet<>();
        Map<Integer, Upstream> now = new HashMap<>();
        Map<Upstream, Duration> given = new HashMap<>();
        for (ServiceState state : services) {
            List<Upstream> upstreams = builder.upstreams(state);
            for (int i = 0; i < upstreams.size(); i++) {
                now.put(number(state.name(), state.standings().get(i).name()), upstreams.get(i));
                given.put(upstreams.get(i), state.spec().drain().deadline());
            }
            inUse.addAll(upstreams);
        }
        running.putAll(now);
        running.keySet().retainAll(now.keySet());
        edge.upstreams().keepOnly(inUse).forEach(this::giveUp);
        deadlines = given;
    }

    /** Its version is gone, or is elsewhere now: what runs on it gets the time that a drain would give it. */
    private void giveUp(Upstream upstream) {
        Duration deadline = deadlines.getOrDefault(upstream, DrainSpec.DEFAULT.deadline());
        upstream.leave(deadline.dividedBy(2));
        Scheduler.Timer unused = timers.after(deadline, () -> upstream.cut(Outcome.DRAIN_CUT));
    }

    @Override
    public int running(ServiceName service, VersionName version) {
        return Optional.ofNullable(running.get(number(service, version)))
                .map(Upstream::inFlight)
                .orElse(0);
    }

    @Override
    public int streams(ServiceName service, VersionName version) {
        return Math.toIntExact(recorder.total(number(service, version), VersionRecorder.STREAMS));
    }

    @Override
    public void leave(ServiceName service, VersionName version, Duration spread) {
        Optional.ofNullable(running.get(number(service, version))).ifPresent(upstream -> upstream.leave(spread));
    }

    @Override
    public void stay(ServiceName service, VersionName version) {
        Optional.ofNullable(running.get(number(service, version))).ifPresent(Upstream::stay);
    }

    @Override
    public void cut(ServiceName service, VersionName version) {
        Optional.ofNullable(running.get(number(service, version))).ifPresent(u -> u.cut(Outcome.DRAIN_CUT));
    }

    @Override
    public CompletionStage<Collected> collect(Map<ServiceName, Thresholds> thresholds) {
        return recorder.collect(thresholds).thenApply(LiveCollected::new);
    }

    @Override
    public int number(ServiceName service, VersionName version) {
        return numbers.of(service, version);
    }

    /** Which version a request would get as things stand now; empty when there is no such service. Any thread. */
    Optional<Explanation> explain(Optional<ServiceName> service, Explanation.Question question, InstantSource clock) {
        EdgeSnapshot now = edge.snapshot();
        if (service.isEmpty()) {
            return Optional.of(Explanation.of(
                    question, now.routes(), index -> now.services().get(index).assigner(), clock));
        }
        return now.services().stream()
                .map(ServiceEdge::assigner)
                .filter(a -> a.service().equals(service.get()))
                .findFirst()
                .map((Assigner a) -> Explanation.of(question, a, clock));
    }
}
