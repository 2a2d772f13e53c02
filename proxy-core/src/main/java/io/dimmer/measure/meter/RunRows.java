package io.dimmer.measure.meter;

import io.dimmer.exchange.Outcome;
import io.dimmer.measure.loop.Buckets;
import io.dimmer.measure.loop.Endings;
import io.dimmer.measure.loop.Roster;
import io.dimmer.measure.loop.ServiceRecorder;
import io.dimmer.measure.loop.Tables;
import io.dimmer.measure.loop.VersionRecorder;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Load tests, all runs together: the names of runs are anybody's choice, and would make series without end. Their
 * requests are in no other family but those of what runs now.
 */
final class RunRows {
    private static final String NONE = "none";
    private static final Set<Outcome> USUAL = EnumSet.of(Outcome.ANSWERED, Outcome.UPSTREAM_ERROR);

    private final Rows.Counters requests =
            new Rows.Counters("dimmer_run_requests", "Requests of load tests, by what was seen of them.");
    private final Rows.Histograms durations = new Rows.Histograms(
            "dimmer_run_duration_seconds", "Load tests: first byte of the request to last byte of the answer.");
    private final Rows.Counters refused = new Rows.Counters(
            "dimmer_run_refused", "Requests that called themselves a load test and were not allowed to.");
    private final List<Tables> loops;

    private RunRows(List<Tables> loops) {
        this.loops = loops;
    }

    static List<MetricSnapshot> of(Roster roster, List<Tables> loops) {
        RunRows rows = new RunRows(loops);
        for (Roster.Service service : roster.services()) {
            String name = service.name().text();
            rows.refused.add(rows.strangers(service.number()), "service", name);
            rows.add(name, NONE, rows.unversioned(service.number()));
            service.versions()
                    .forEach(version -> rows.add(name, version.name().text(), rows.versioned(version.number())));
        }
        return List.of(rows.requests.build(), rows.durations.build(), rows.refused.build());
    }

    private long strangers(int service) {
        return loops.stream()
                .map(loop -> loop.service(service))
                .filter(Objects::nonNull)
                .mapToLong(recorder -> recorder.refusedRuns().get(0))
                .sum();
    }

    private List<Endings> unversioned(int service) {
        return loops.stream()
                .map(loop -> loop.service(service))
                .filter(Objects::nonNull)
                .map(ServiceRecorder::unversionedRuns)
                .toList();
    }

    private List<Endings> versioned(int version) {
        return loops.stream()
                .map(loop -> loop.version(version))
                .filter(Objects::nonNull)
                .map(VersionRecorder::runs)
                .toList();
    }

    private void add(String service, String version, List<Endings> endings) {
        for (Outcome outcome : Outcome.values()) {
            long count = 0;
            for (Endings loop : endings) {
                for (int statusClass = 0; statusClass < Endings.CLASSES; statusClass++) {
                    count += loop.count(outcome, statusClass);
                }
            }
            boolean fromTheStart = !version.equals(NONE) && USUAL.contains(outcome);
            if (count > 0 || fromTheStart) {
                String fault = outcome.fault().word();
                requests.add(count, "service", service, "version", version, "outcome", outcome.word(), "fault", fault);
            }
        }
        List<Buckets> buckets = endings.stream()
                .map(Endings::durations)
                .flatMap(Optional::stream)
                .toList();
        if (!buckets.isEmpty()) {
            durations.add(buckets, "service", service, "version", version);
        }
    }
}
