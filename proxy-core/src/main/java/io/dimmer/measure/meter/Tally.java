package io.dimmer.measure.meter;

import io.dimmer.config.value.ServiceName;
import io.dimmer.config.value.VersionName;
import io.dimmer.judge.HoldReason;
import io.dimmer.measure.loop.Roster;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** Rare events of the control plane, counted by service, version and cause. Any thread. */
final class Tally {
    /** The causes of a drain that there are without rollouts and health checks. */
    private static final List<String> DRAIN_CAUSES = List.of("guard", "person");

    private static final List<String> HOLD_CAUSES =
            Stream.of(HoldReason.values()).map(HoldReason::word).toList();

    private final Map<Key, LongAdder> counts = new ConcurrentHashMap<>();

    /** What is counted. */
    enum Event {
        DRAIN,
        HOLD,
        TRIAL
    }

    private record Key(Event event, ServiceName service, VersionName version, String cause) {}

    void count(Event event, ServiceName service, VersionName version, String cause) {
        counts.computeIfAbsent(new Key(event, service, version, cause), key -> new LongAdder())
                .increment();
    }

    /** All rows of the roster; versions that have gone are left out. */
    List<MetricSnapshot> rows(Roster roster) {
        Rows.Counters drains = new Rows.Counters("dimmer_drains", "Versions that were drained, by what set it off.");
        Rows.Counters holds = new Rows.Counters("dimmer_holds", "Holds of the guard, by their cause.");
        Rows.Counters trials = new Rows.Counters("dimmer_guard_trials", "Trials of a version that began.");
        for (Roster.Service service : roster.services()) {
            for (Roster.Version version : service.versions()) {
                Of of = new Of(service.name(), version.name());
                of.add(drains, Event.DRAIN, DRAIN_CAUSES);
                of.add(holds, Event.HOLD, HOLD_CAUSES);
                trials.add(
                        of.value(Event.TRIAL, ""),
                        "service",
                        service.name().text(),
                        "version",
                        version.name().text());
            }
        }
        return List.of(drains.build(), holds.build(), trials.build());
    }

    /** The rows of one version. */
    private final class Of {
        private final ServiceName service;
        private final VersionName version;

        private Of(ServiceName service, VersionName version) {
            this.service = service;
            this.version = version;
        }

        private void add(Rows.Counters family, Event event, List<String> known) {
            Set<String> causes = new LinkedHashSet<>(known);
            counts.keySet().stream()
                    .filter(key -> key.event() == event)
                    .filter(key ->
                            key.service().equals(service) && key.version().equals(version))
                    .forEach(key -> causes.add(key.cause()));
            for (String cause : causes) {
                family.add(value(event, cause), "service", service.text(), "version", version.text(), "cause", cause);
            }
        }

        private long value(Event event, String cause) {
            LongAdder count = counts.get(new Key(event, service, version, cause));
            return count == null ? 0 : count.sum();
        }
    }
}
