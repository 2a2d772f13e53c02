package io.dimmer.loadtest.demo.story;

import io.dimmer.loadtest.record.LabelResult;
import io.dimmer.loadtest.record.Latencies;
import java.time.Duration;

/**
 * What users saw of one version since a moment.
 *
 * @param requests that ended
 * @param failures those of them that failed
 * @param p50 zero when there were no requests
 * @param p99 zero when there were no requests
 */
public record Seen(long requests, long failures, Duration p50, Duration p99) {
    static final Seen NOTHING = new Seen(0, 0, Duration.ZERO, Duration.ZERO);

    static Seen of(LabelResult result) {
        Latencies latencies = result.fromPlanned();
        return new Seen(result.requests(), result.failures(), latencies.at(50), latencies.at(99));
    }
}
