package io.dimmer.server;

import io.dimmer.config.value.ServiceName;
import io.dimmer.config.value.VersionName;
import io.dimmer.control.VersionSnapshot.LastMinute;
import io.dimmer.control.guard.LoopFacts;
import io.dimmer.control.loop.Collected;
import io.dimmer.judge.trial.BaselineLatencies;
import io.dimmer.judge.trial.ShareCount;
import io.dimmer.measure.Handover;
import io.dimmer.measure.window.Minute;
import java.util.List;
import java.util.Optional;

/** What the recorder handed over, in the words of the control plane. */
final class LiveCollected implements Collected {
    private static final BaselineLatencies NONE = new BaselineLatencies() {
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

    private final Handover handover;

    LiveCollected(Handover handover) {
        this.handover = handover;
    }

    @Override
    public List<LoopFacts> facts(ServiceName service) {
        return handover.facts(service).stream()
                .map(loop -> new LoopFacts(loop.buffer(), loop.facts(), loop.thresholds()))
                .toList();
    }

    @Override
    public BaselineLatencies latencies(ServiceName service) {
        return handover.latencies(service).orElse(NONE);
    }

    @Override
    public Optional<ShareCount> share(ServiceName service, VersionName stable, VersionName canary, double canaryShare) {
        return handover.share(service, stable, canary, canaryShare);
    }

    @Override
    public LastMinute lastMinute(ServiceName service, VersionName version) {
        Minute minute = handover.minute(service, version);
        return new LastMinute(
                minute.requests(),
                minute.users(),
                minute.errorRatio(),
                minute.clientErrorRatio(),
                minute.p50Seconds(),
                minute.p99Seconds());
    }

    @Override
    public double observedShare(ServiceName service, VersionName version) {
        return handover.observedShare(service, version);
    }
}
