package io.dimmer.loadtest.record;

import java.time.Duration;
import org.HdrHistogram.Histogram;

/** Percentiles of one series, exact to three digits. Immutable; any thread. */
public final class Latencies {
    private final Histogram histogram;

    Latencies(Histogram histogram) {
        this.histogram = histogram.copy();
    }

    /** How many requests they are about. */
    public long count() {
        return histogram.getTotalCount();
    }

    /** The latency that this percentage of the requests stayed at or below; zero when there are none. */
    public Duration at(double percentile) {
        return Duration.ofNanos(histogram.getValueAtPercentile(percentile));
    }

    /** The largest; zero when there are none. */
    public Duration max() {
        return Duration.ofNanos(histogram.getMaxValue());
    }

    /** The mean; zero when there are none. */
    public Duration mean() {
        return Duration.ofNanos(Math.round(histogram.getMean()));
    }
}
