package io.dimmer.loadtest.record;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Takes the samples of one thread, label by label; recorders of several threads are added up when the run is over. */
public final class LatencyRecorder {
    private final Map<Label, LabelRecorder> labels = new HashMap<>();

    /** Counts one ended request for one label. */
    public void record(Label label, Sample sample) {
        labels.computeIfAbsent(label, ignored -> new LabelRecorder()).record(sample);
    }

    /** Takes in what another recorder holds, which no thread may be writing to any more. */
    public void add(LatencyRecorder other) {
        other.labels.forEach((label, recorder) ->
                labels.computeIfAbsent(label, ignored -> new LabelRecorder()).add(recorder));
    }

    /** What was recorded so far. */
    public SortedMap<Label, LabelResult> results() {
        SortedMap<Label, LabelResult> results = new TreeMap<>();
        labels.forEach((label, recorder) -> results.put(label, recorder.result()));
        return results;
    }
}
