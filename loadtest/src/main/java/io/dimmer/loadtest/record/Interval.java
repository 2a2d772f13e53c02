package io.dimmer.loadtest.record;

import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A part of a run: the requests that ended in it.
 *
 * @param startNanos since the start of the run
 * @param endNanos since the start of the run
 * @param maxLag how late the generator took up the latest of the requests that became due in it
 * @param labels the numbers by label
 */
public record Interval(long startNanos, long endNanos, Duration maxLag, SortedMap<Label, LabelResult> labels) {
    public Interval {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    }

    /** Its length in seconds. */
    public double seconds() {
        return (endNanos - startNanos) / 1e9;
    }

    /** The numbers of one label, if a request with it ended here. */
    public Optional<LabelResult> of(Label label) {
        return Optional.ofNullable(labels.get(label));
    }
}
