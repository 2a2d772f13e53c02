package io.dimmer.server;

import io.dimmer.config.value.ServiceName;
import io.dimmer.config.value.VersionName;
import io.dimmer.control.ServiceSnapshot;
import io.dimmer.control.VersionSnapshot;
import io.dimmer.control.VersionSnapshot.Finding;
import io.dimmer.control.loop.Tallies;
import io.dimmer.judge.HoldReason;
import io.dimmer.measure.meter.Meters;
import io.dimmer.measure.meter.Standing;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Joins what the control plane counts to the meters. */
final class LiveTallies implements Tallies {
    private final Meters meters;

    LiveTallies(Meters meters) {
        this.meters = meters;
    }

    @Override
    public void drained(ServiceName service, VersionName version, String cause) {
        meters.drained(service, version, cause);
    }

    @Override
    public void held(ServiceName service, VersionName version, HoldReason reason) {
        meters.held(service, version, reason);
    }

    @Override
    public void trialBegan(ServiceName service, VersionName version) {
        meters.trialBegan(service, version);
    }

    /** What the meters tell of every version. */
    static List<Standing> standings(List<ServiceSnapshot> services) {
        return services.stream()
                .flatMap(service -> service.versions().stream().map(version -> standing(service, version)))
                .toList();
    }

    private static Standing standing(ServiceSnapshot service, VersionSnapshot version) {
        Map<String, Double> evidence = version.guard()
                .map(guard -> guard.findings().stream()
                        .collect(Collectors.toMap(Finding::check, Finding::evidence, Math::max)))
                .orElse(Map.of());
        return new Standing(
                service.name(),
                version.name(),
                version.weight().value(),
                version.share().configured(),
                version.share().effective(),
                version.state(),
                evidence);
    }
}
