package io.dimmer.judge.trial;

/**
 * The judged latencies of stable's good answers (no errors, no 4xx), since the trial began and at most of the last ten
 * minutes. Asked on the control thread, and only when a threshold may change.
 */
public interface BaselineLatencies {

    /** How many there are. */
    long count();

    /** The latency at a percentile (0 to 100), as the highest value of its bucket, in nanoseconds. */
    long nanosAt(double percentile);

    /** The highest value of the bucket that holds this latency: thresholds are always snapped up. */
    long highestEquivalent(long nanos);
}
