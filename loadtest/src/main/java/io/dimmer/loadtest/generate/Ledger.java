package io.dimmer.loadtest.generate;

import io.dimmer.loadtest.record.Ending;
import io.dimmer.loadtest.record.Label;
import io.dimmer.loadtest.record.Page;
import io.dimmer.loadtest.record.Sample;
import io.dimmer.loadtest.time.ElapsedTime;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/**
 * What one event loop writes down. Written on that loop; the counters may be read from any thread, a page once the loop has
 * turned it.
 */
final class Ledger {
    private static final int MAX_KNOWN = 100;

    private final ElapsedTime time;
    private final AnswerListener listener;
    private final Map<String, Label> requests = new HashMap<>();
    private Page page = Page.empty();
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
        page.lags().record(nowNanos - plannedNanos);
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
        record(request, sample, head);
        ended.increment();
        if (ending.failed()) {
            failed.increment();
        }
        listener.ended(
                new Answer(request.number(), request.user(), sample, head.version(), head.reason(), head.outcome()));
    }

    private void record(PlannedRequest request, Sample sample, AnswerHead head) {
        page.latencies().record(Label.ALL, sample);
        if (!head.version().isEmpty()) {
            page.latencies().record(label(versions, head.version(), Label::version), sample);
        }
        if (!head.reason().isEmpty()) {
            page.latencies().record(label(reasons, head.reason(), Label::reason), sample);
        }
        if (!request.name().isEmpty()) {
            page.latencies().record(label(requests, request.name(), Label::request), sample);
        }
    }

    /** Goes on with this page and gives back the one that was written so far. On the loop. */
    Page turn(Page next) {
        Page written = page;
        page = next;
        return written;
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

    private static Label label(Map<String, Label> known, String value, Function<String, Label> make) {
        Label label = known.get(value);
        if (label == null) {
            label = make.apply(value);
            if (known.size() < MAX_KNOWN) {
                known.put(value, label);
            }
        }
        return label;
    }
}
