package io.dimmer.loadtest.record;

import java.time.Duration;
import org.HdrHistogram.Histogram;

/** Takes how late each planned request was picked up. One thread; recorders are added up when the run is over. */
public final class LagRecorder {
    private static final long FINEST_NANOS = 1_000;
    private static final long LONGEST_NANOS = 3_600_000_000_000L;

    private final Histogram lags = new Histogram(FINEST_NANOS, LONGEST_NANOS, 3);

    /** Counts one request that was picked up so many nanoseconds after its planned moment. */
    public void record(long lagNanos) {
        lags.recordValue(Math.min(LONGEST_NANOS, Math.max(0, lagNanos)));
    }

    /** Takes in what another recorder holds. */
    public void add(LagRecorder other) {
        lags.add(other.lags);
    }

    /** What was recorded, against the limit beyond which a run is void. */
    public Lag lag(Duration limit) {
        return new Lag(
                Duration.ofNanos(lags.getValueAtPercentile(50)),
                Duration.ofNanos(lags.getValueAtPercentile(Lag.JUDGED_PERCENTILE)),
                Duration.ofNanos(lags.getMaxValue()),
                limit);
    }
}
