package io.dimmer.loadtest.record;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * The numbers of one label.
 *
 * @param endings how many ended how; endings that did not happen are absent
 * @param fromPlanned what users waited, failed requests included
 * @param fromSending the same from the moment of sending; requests that were never sent are not in it
 */
public record LabelResult(Map<Ending, Long> endings, Latencies fromPlanned, Latencies fromSending) {
    public LabelResult {
        EnumMap<Ending, Long> copy = new EnumMap<>(Ending.class);
        copy.putAll(endings);
        endings = Collections.unmodifiableMap(copy);
    }

    /** All requests. */
    public long requests() {
        return endings.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The requests that failed, whatever the kind. */
    public long failures() {
        return requests() - endings.getOrDefault(Ending.ANSWERED, 0L);
    }
}
