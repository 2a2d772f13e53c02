package io.dimmer.loadtest.record;

/**
 * What one thread wrote down over one interval: how requests ended and how late they were taken up. It is written by one
 * thread at a time, which hands it over when the next page is begun.
 */
public record Page(LatencyRecorder latencies, LagRecorder lags) {

    /** An empty one. */
    public static Page empty() {
        return new Page(new LatencyRecorder(), new LagRecorder());
    }

    /** Takes in what another one holds. */
    public void add(Page other) {
        latencies.add(other.latencies);
        lags.add(other.lags);
    }

    /** Makes it empty again and keeps its room. */
    public void reset() {
        latencies.reset();
        lags.reset();
    }
}
