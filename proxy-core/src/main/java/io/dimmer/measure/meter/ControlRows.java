package io.dimmer.measure.meter;

import io.dimmer.exchange.VersionState;
import io.dimmer.measure.loop.Roster;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.List;
import java.util.TreeMap;

/** What the control plane tells: weights, shares, states, evidence, builds. */
final class ControlRows {
    private ControlRows() {}

    static List<MetricSnapshot> of(List<Standing> standings) {
        Rows.Gauges weights = new Rows.Gauges("dimmer_version_weight", "The weight of a version as set.");
        Rows.Gauges shares = new Rows.Gauges(
                "dimmer_version_share_ratio",
                "The part of the users that a version gets: as configured, and in effect.");
        Rows.Gauges states = new Rows.Gauges("dimmer_version_state", "1 for the state that a version is in, else 0.");
        Rows.Gauges evidence = new Rows.Gauges(
                "dimmer_guard_evidence_ratio", "Evidence against a version: 0 is nothing, 1 is the drain line.");
        for (Standing one : standings) {
            String service = one.service().text();
            String version = one.version().text();
            weights.add(one.weight(), "service", service, "version", version);
            shares.add(one.configuredShare(), "service", service, "version", version, "kind", "configured");
            shares.add(one.effectiveShare(), "service", service, "version", version, "kind", "effective");
            for (VersionState state : VersionState.values()) {
                double holds = state == one.state() ? 1 : 0;
                states.add(holds, "service", service, "version", version, "state", state.word());
            }
            new TreeMap<>(one.evidence())
                    .forEach((check, ratio) ->
                            evidence.add(ratio, "service", service, "version", version, "check", check));
        }
        return List.of(weights.build(), shares.build(), states.build(), evidence.build());
    }

    static List<MetricSnapshot> infos(Roster roster, String build) {
        InfoSnapshot.Builder versions =
                InfoSnapshot.builder().name("dimmer_version").help("What is deployed as a version.");
        for (Roster.Service service : roster.services()) {
            for (Roster.Version version : service.versions()) {
                versions.dataPoint(info(
                        "service",
                        service.name().text(),
                        "version",
                        version.name().text(),
                        "build",
                        version.build().orElse("none")));
            }
        }
        InfoSnapshot dimmer = InfoSnapshot.builder()
                .name("dimmer_build")
                .help("This proxy, and the Java that it runs on.")
                .dataPoint(info("version", build, "java", Runtime.version().toString()))
                .build();
        return List.of(versions.build(), dimmer);
    }

    private static InfoDataPointSnapshot info(String... labels) {
        return InfoDataPointSnapshot.builder().labels(Labels.of(labels)).build();
    }
}
