package io.dimmer.loadtest.record;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Takes the samples of one thread, label by label; recorders of several threads are added up afterwards. */
public final class LatencyRecorder {
    /** So many values of one kind are told apart; a target that invents more of them gets them all in one. */
    static final int MAX_VALUES = 64;

    private static final String OTHERS = "(others)";

    private final Map<Label, LabelRecorder> labels = new HashMap<>();

    /** Counts one ended request for one label. */
    public void record(Label label, Sample sample) {
        LabelRecorder recorder = labels.get(label);
        (recorder == null ? begin(label) : recorder).record(sample);
    }

    /** Takes in what another recorder holds, which no thread may be writing to any more. */
    public void add(LatencyRecorder other) {
        other.labels.forEach((label, recorder) -> {
            if (!recorder.empty()) {
                begin(label).add(recorder);
            }
        });
    }

    /** Forgets the samples and keeps the room for them. */
    public void reset() {
        labels.values().forEach(LabelRecorder::reset);
    }

    /** What was recorded so far; labels without a sample are left out. */
    public SortedMap<Label, LabelResult> results() {
        SortedMap<Label, LabelResult> results = new TreeMap<>();
        labels.forEach((label, recorder) -> {
            if (!recorder.empty()) {
                results.put(label, recorder.result());
            }
        });
        return results;
    }

    private LabelRecorder begin(Label label) {
        LabelRecorder there = labels.get(label);
        if (there != null) {
            return there;
        }
        long alike = labels.keySet().stream()
                .filter(other -> other.kind().equals(label.kind()))
                .count();
        Label kept = alike < MAX_VALUES ? label : new Label(label.kind(), OTHERS);
        return labels.computeIfAbsent(kept, ignored -> new LabelRecorder());
    }
}
