package io.dimmer.measure.meter;

import io.dimmer.exchange.AssignmentReason;
import io.dimmer.exchange.Fault;
import io.dimmer.exchange.Outcome;
import io.dimmer.measure.loop.Counted;
import io.dimmer.measure.loop.Roster;
import io.dimmer.measure.loop.ServiceRecorder;
import io.dimmer.measure.loop.Tables;
import io.dimmer.measure.loop.VersionRecorder;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/** What the loops count by version: assignments, attempts, latencies, what runs; and strangers by service. */
final class VersionRows {
    private static final Set<AssignmentReason> POSSIBLE_REASONS = EnumSet.of(
            AssignmentReason.FORCED,
            AssignmentReason.HASH,
            AssignmentReason.RANDOM,
            AssignmentReason.DRAINED,
            AssignmentReason.KILLED);
    /** Beside every ending that is the upstream's fault. */
    private static final Set<Outcome> POSSIBLE_ENDS =
            EnumSet.of(Outcome.ANSWERED, Outcome.CLIENT_GONE, Outcome.DRAIN_CUT, Outcome.DEADLINE_SPENT);

    private final Rows.Counters assignments =
            new Rows.Counters("dimmer_assignments", "Requests that were sent to a version, by the reason.");
    private final Rows.Counters attempts = new Rows.Counters(
            "dimmer_upstream_attempts", "Attempts on a version by how they ended; what a retry hid counts too.");
    private final Rows.Histograms responses = new Rows.Histograms(
            "dimmer_upstream_response_seconds",
            "Connection asked for to head of the answer; this is what the guard judges.");
    private final Rows.Gauges active = new Rows.Gauges("dimmer_requests_active", "Requests that run now.");
    private final Rows.Gauges streams =
            new Rows.Gauges("dimmer_streams_active", "Of the requests that run now, the long-lived ones.");
    private final Rows.Counters refused =
            new Rows.Counters("dimmer_force_refused", "Requests that named a version and were not allowed to.");
    private final List<Tables> loops;

    private VersionRows(List<Tables> loops) {
        this.loops = loops;
    }

    static List<MetricSnapshot> of(Roster roster, List<Tables> loops) {
        VersionRows rows = new VersionRows(loops);
        for (Roster.Service service : roster.services()) {
            String name = service.name().text();
            rows.refused.add(rows.strangers(service.number()), "service", name);
            service.versions().forEach(version -> rows.add(name, version));
        }
        return List.of(
                rows.assignments.build(),
                rows.attempts.build(),
                rows.responses.build(),
                rows.active.build(),
                rows.streams.build(),
                rows.refused.build());
    }

    private long strangers(int service) {
        return loops.stream()
                .map(loop -> loop.service(service))
                .filter(Objects::nonNull)
                .map(ServiceRecorder::refused)
                .mapToLong(counter -> counter.get(0))
                .sum();
    }

    private void add(String service, Roster.Version version) {
        String name = version.name().text();
        List<VersionRecorder> recorders = loops.stream()
                .map(loop -> loop.version(version.number()))
                .filter(Objects::nonNull)
                .toList();
        for (AssignmentReason reason : AssignmentReason.values()) {
            long count = sum(recorders, VersionRecorder::assignments, reason);
            if (count > 0 || POSSIBLE_REASONS.contains(reason)) {
                assignments.add(count, "service", service, "version", name, "reason", reason.word());
            }
        }
        for (Outcome outcome : Outcome.values()) {
            long count = sum(recorders, VersionRecorder::attempts, outcome);
            if (count > 0 || POSSIBLE_ENDS.contains(outcome) || outcome.fault() == Fault.UPSTREAM) {
                String fault = outcome.fault().word();
                attempts.add(count, "service", service, "version", name, "outcome", outcome.word(), "fault", fault);
            }
        }
        responses.add(recorders.stream().map(VersionRecorder::responses).toList(), "service", service, "version", name);
        active.add(total(recorders, VersionRecorder.ACTIVE), "service", service, "version", name);
        streams.add(total(recorders, VersionRecorder.STREAMS), "service", service, "version", name);
    }

    private static <E extends Enum<E>> long sum(
            List<VersionRecorder> recorders, Function<VersionRecorder, Counted<E>> counters, E constant) {
        return recorders.stream()
                .map(counters)
                .mapToLong(counted -> counted.get(constant, 0))
                .sum();
    }

    private static double total(List<VersionRecorder> recorders, int index) {
        return recorders.stream()
                .mapToLong(recorder -> recorder.totals().get(index))
                .sum();
    }
}
