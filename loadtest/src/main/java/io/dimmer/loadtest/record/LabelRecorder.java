package io.dimmer.loadtest.record;

import java.util.EnumMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Takes the samples of one label. One thread. */
final class LabelRecorder {
    /** Finer than a microsecond is noise over sockets; more than an hour is cut to an hour. */
    private static final long FINEST_NANOS = 1_000;

    private static final long LONGEST_NANOS = 3_600_000_000_000L;
    private static final int DIGITS = 3;

    private final Histogram fromPlanned = new Histogram(FINEST_NANOS, LONGEST_NANOS, DIGITS);
    private final Histogram fromSending = new Histogram(FINEST_NANOS, LONGEST_NANOS, DIGITS);
    private final Map<Ending, Long> endings = new EnumMap<>(Ending.class);

    void record(Sample sample) {
        endings.merge(sample.ending(), 1L, Long::sum);
        fromPlanned.recordValue(Math.min(LONGEST_NANOS, sample.fromPlannedNanos()));
        if (sample.sent()) {
            fromSending.recordValue(Math.min(LONGEST_NANOS, sample.fromSendingNanos()));
        }
    }

    void add(LabelRecorder other) {
        fromPlanned.add(other.fromPlanned);
        fromSending.add(other.fromSending);
        other.endings.forEach((ending, count) -> endings.merge(ending, count, Long::sum));
    }

    LabelResult result() {
        return new LabelResult(endings, new Latencies(fromPlanned), new Latencies(fromSending));
    }
}
