package io.dimmer.loadtest.record;

import java.time.Duration;
import org.HdrHistogram.Histogram;

/** Takes how late each planned request was picked up. One thread; recorders are added up afterwards. */
public final class LagRecorder {
    private final Histogram lags = Latencies.histogram();

    /** Counts one request that was picked up so many nanoseconds after its planned moment. */
    public void record(long lagNanos) {
        lags.recordValue(Math.min(Latencies.LONGEST_NANOS, Math.max(0, lagNanos)));
    }

    /** Takes in what another recorder holds. */
    public void add(LagRecorder other) {
        lags.add(other.lags);
    }

    /** Forgets what it holds. */
    public void reset() {
        lags.reset();
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
