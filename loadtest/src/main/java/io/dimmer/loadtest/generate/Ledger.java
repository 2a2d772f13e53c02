package io.dimmer.loadtest.generate;

import io.dimmer.loadtest.record.Ending;
import io.dimmer.loadtest.record.Label;
import io.dimmer.loadtest.record.LagRecorder;
import io.dimmer.loadtest.record.LatencyRecorder;
import io.dimmer.loadtest.record.Sample;
import io.dimmer.loadtest.time.ElapsedTime;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * What one event loop writes down. Written on that loop; the counters may be read from any thread, the rest once the run is
 * over.
 */
final class Ledger {
    private final ElapsedTime time;
    private final AnswerListener listener;
    private final LatencyRecorder latencies = new LatencyRecorder();
    private final LagRecorder lags = new LagRecorder();
    private final Map<String, Label> versions = new HashMap<>();
    private final Map<String, Label> reasons = new HashMap<>();
    private final LongAdder planned = new LongAdder();
    private final LongAdder ended = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder waited = new LongAdder();
    private volatile long lastLagNanos;
    private volatile long lastTakenNanos;

    Ledger(ElapsedTime time, AnswerListener listener) {
        this.time = time;
        this.listener = listener;
    }

    ElapsedTime time() {
        return time;
    }

    void taken(long plannedNanos, long nowNanos) {
        planned.increment();
        lastLagNanos = nowNanos - plannedNanos;
        lastTakenNanos = nowNanos;
        lags.record(nowNanos - plannedNanos);
    }

    void waits() {
        waited.increment();
    }

    /** Writes down the end of a request; a second end of the same request is ignored. */
    void ended(PlannedRequest request, Ending ending, AnswerHead head) {
        if (!request.end()) {
            return;
        }
        Sample sample = new Sample(request.plannedNanos(), request.sentNanos(), time.nanos(), ending, head.status());
        record(sample, head);
        ended.increment();
        if (ending.failed()) {
            failed.increment();
        }
        listener.ended(
                new Answer(request.number(), request.user(), sample, head.version(), head.reason(), head.outcome()));
    }

    private void record(Sample sample, AnswerHead head) {
        latencies.record(Label.ALL, sample);
        if (!head.version().isEmpty()) {
            latencies.record(versions.computeIfAbsent(head.version(), Label::version), sample);
        }
        if (!head.reason().isEmpty()) {
            latencies.record(reasons.computeIfAbsent(head.reason(), Label::reason), sample);
        }
    }

    boolean settled() {
        return planned.sum() == ended.sum();
    }

    Progress progress() {
        return new Progress(time.nanos(), planned.sum(), ended.sum(), failed.sum(), lastLagNanos);
    }

    long waited() {
        return waited.sum();
    }

    long lastTakenNanos() {
        return lastTakenNanos;
    }

    void addTo(LatencyRecorder allLatencies, LagRecorder allLags) {
        allLatencies.add(latencies);
        allLags.add(lags);
    }
}
