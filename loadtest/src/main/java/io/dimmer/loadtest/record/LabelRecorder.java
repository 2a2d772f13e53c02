package io.dimmer.loadtest.record;

import java.util.EnumMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Takes the samples of one label. One thread. */
final class LabelRecorder {
    private final Histogram fromPlanned = Latencies.histogram();
    private final Histogram fromSending = Latencies.histogram();
    private final Map<Ending, long[]> endings = new EnumMap<>(Ending.class);

    LabelRecorder() {
        for (Ending ending : Ending.values()) {
            endings.put(ending, new long[1]);
        }
    }

    void record(Sample sample) {
        count(sample.ending(), 1);
        fromPlanned.recordValue(Math.min(Latencies.LONGEST_NANOS, sample.fromPlannedNanos()));
        if (sample.sent()) {
            fromSending.recordValue(Math.min(Latencies.LONGEST_NANOS, sample.fromSendingNanos()));
        }
    }

    void add(LabelRecorder other) {
        fromPlanned.add(other.fromPlanned);
        fromSending.add(other.fromSending);
        other.endings.forEach((ending, count) -> count(ending, count[0]));
    }

    void reset() {
        fromPlanned.reset();
        fromSending.reset();
        endings.values().forEach(count -> count[0] = 0);
    }

    boolean empty() {
        return fromPlanned.getTotalCount() == 0;
    }

    LabelResult result() {
        Map<Ending, Long> counts = new EnumMap<>(Ending.class);
        endings.forEach((ending, count) -> {
            if (count[0] > 0) {
                counts.put(ending, count[0]);
            }
        });
        return new LabelResult(counts, Latencies.of(fromPlanned), Latencies.of(fromSending));
    }

    /** A cell that is written in place: a boxed number would be a new object for each request. */
    private void count(Ending ending, long more) {
        long[] count = endings.get(ending);
        if (count != null) {
            count[0] += more;
        }
    }
}
