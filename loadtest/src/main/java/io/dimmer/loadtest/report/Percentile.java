package io.dimmer.loadtest.report;

import io.dimmer.loadtest.record.Latencies;
import java.time.Duration;
import java.util.Optional;

/** The percentiles that reports show, and how many samples each of them needs to mean anything. */
enum Percentile {
    P50("p50", 50),
    P90("p90", 90),
    P99("p99", 99),
    P999("p99.9", 99.9);

    private final String word;
    private final double percent;

    Percentile(String word, double percent) {
        this.word = word;
        this.percent = percent;
    }

    String word() {
        return word;
    }

    /** The value, unless not even one sample lies above it. */
    Optional<Duration> of(Latencies latencies) {
        return latencies.tells(percent) ? Optional.of(latencies.at(percent)) : Optional.empty();
    }
}
