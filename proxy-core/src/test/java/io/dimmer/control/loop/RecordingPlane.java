package io.dimmer.control.loop;

import io.dimmer.config.ProxySpec;
import io.dimmer.config.value.ServiceName;
import io.dimmer.config.value.VersionName;
import io.dimmer.control.VersionSnapshot.LastMinute;
import io.dimmer.control.guard.LoopFacts;
import io.dimmer.control.state.ServiceState;
import io.dimmer.judge.Fact;
import io.dimmer.judge.HoldReason;
import io.dimmer.judge.Thresholds;
import io.dimmer.judge.trial.BaselineLatencies;
import io.dimmer.judge.trial.ShareCount;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A data plane that writes down what it is told, and serves an even stream of users of the test's making. */
final class RecordingPlane implements DataPlane, Tallies {
    final List<String> log = new ArrayList<>();
    boolean canaryFails;
    int stablePerTick = 95;
    int canaryPerTick = 5;
    private List<ServiceState> published = List.of();
    private long user;

    @Override
    public void publish(ProxySpec spec, List<ServiceState> services) {
        published = services;
        log.add("publish");
    }

    @Override
    public int running(ServiceName service, VersionName version) {
        return 0;
    }

    @Override
    public int streams(ServiceName service, VersionName version) {
        return 0;
    }

    @Override
    public void leave(ServiceName service, VersionName version, Duration spread) {
        log.add("leave " + version + " within " + spread.toSeconds() + " s");
    }

    @Override
    public void stay(ServiceName service, VersionName version) {
        log.add("stay " + version);
    }

    @Override
    public void cut(ServiceName service, VersionName version) {
        log.add("cut " + version);
    }

    @Override
    public int number(ServiceName service, VersionName version) {
        return List.of("blue", "green", "canary").indexOf(version.text());
    }

    @Override
    public void drained(ServiceName service, VersionName version, String cause) {
        log.add("drained " + version + " by " + cause);
    }

    @Override
    public void held(ServiceName service, VersionName version, HoldReason reason) {
        log.add("held " + version + " for " + reason.word());
    }

    @Override
    public void trialBegan(ServiceName service, VersionName version) {
        log.add("trial " + version);
    }

    @Override
    public CompletionStage<Collected> collect(Map<ServiceName, Thresholds> thresholds) {
        return CompletableFuture.completedFuture(new Served(this, thresholds));
    }

    LoopFacts facts(ServiceName name, Thresholds thresholds) {
        ServiceState state = published.stream()
                .filter(s -> s.name().equals(name))
                .findFirst()
                .orElseThrow();
        boolean lit = state.effectiveShare(new VersionName("canary")) > 0;
        int count = stablePerTick + (lit ? canaryPerTick : 0);
        long[] buffer = new long[Fact.LONGS * count];
        for (int i = 0; i < count; i++) {
            boolean canary = i >= stablePerTick;
            long stamp = Fact.stamp(canary ? 2 : 0, state.splitNumber(), true, false);
            buffer[Fact.LONGS * i] = Long.rotateRight(++user, 16);
            buffer[Fact.LONGS * i + 1] =
                    Fact.pack(stamp, Fact.ERROR | Fact.CLIENT_ERROR, canary && canaryFails ? Fact.ERROR : 0);
        }
        return new LoopFacts(buffer, count, thresholds);
    }

    private record Served(RecordingPlane plane, Map<ServiceName, Thresholds> thresholds) implements Collected {
        @Override
        public List<LoopFacts> facts(ServiceName service) {
            return List.of(plane.facts(service, java.util.Objects.requireNonNull(thresholds.get(service))));
        }

        @Override
        public BaselineLatencies latencies(ServiceName service) {
            return new BaselineLatencies() {
                @Override
                public long count() {
                    return 0;
                }

                @Override
                public long nanosAt(double percentile) {
                    return 0;
                }

                @Override
                public long highestEquivalent(long nanos) {
                    return nanos;
                }
            };
        }

        @Override
        public Optional<ShareCount> share(
                ServiceName service, VersionName stable, VersionName canary, double canaryShare) {
            return Optional.empty();
        }

        @Override
        public LastMinute lastMinute(ServiceName service, VersionName version) {
            return new LastMinute(240, 198, 0, 0, 0.004, 0.021);
        }

        @Override
        public double observedShare(ServiceName service, VersionName version) {
            return 0.05;
        }
    }
}
