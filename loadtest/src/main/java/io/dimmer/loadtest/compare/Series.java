package io.dimmer.loadtest.compare;

import io.dimmer.loadtest.record.Interval;
import io.dimmer.loadtest.record.Label;
import io.dimmer.loadtest.record.LabelResult;
import io.dimmer.loadtest.record.Latencies;
import io.dimmer.loadtest.record.RunResult;
import java.util.List;
import java.util.Map;

/**
 * What is compared: the latencies of one label, and how many of its requests failed.
 *
 * @param parts interval by interval, empty ones included
 */
public record Series(List<Latencies> parts, Latencies whole, long requests, long failures) {
    public Series {
        parts = List.copyOf(parts);
    }

    /** One label of a run. */
    public static Series of(RunResult run, Label label) {
        LabelResult result = run.of(label).orElse(new LabelResult(Map.of(), Latencies.NONE, Latencies.NONE));
        List<Latencies> parts = run.intervals().stream()
                .map((Interval interval) ->
                        interval.of(label).map(LabelResult::fromPlanned).orElse(Latencies.NONE))
                .toList();
        return new Series(parts, result.fromPlanned(), result.requests(), result.failures());
    }
}
