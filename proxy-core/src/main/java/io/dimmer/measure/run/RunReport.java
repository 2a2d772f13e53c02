package io.dimmer.measure.run;

import io.dimmer.exchange.Outcome;
import java.time.Instant;
import java.util.Map;

/**
 * What the proxy saw of one load test on one service.
 *
 * @param run its name
 * @param from when its first request began
 * @param to when its last one ended, so far
 * @param versions by name; {@code none} for requests that no version got
 */
public record RunReport(String run, Instant from, Instant to, Map<String, Version> versions) {
    /** The name of no version. */
    public static final String NONE = "none";

    public RunReport {
        versions = Map.copyOf(versions);
    }

    /**
     * What one version did.
     *
     * @param requests that ended
     * @param errors of these, by the fault of the upstream or of the proxy
     * @param clientErrors of these, 4xx answers of the version
     * @param outcomes how many ended how; those that happened
     * @param duration first byte of the request to last byte of the answer
     * @param upstream connection asked for to head of the answer
     */
    public record Version(
            long requests,
            long errors,
            long clientErrors,
            Map<Outcome, Long> outcomes,
            Latency duration,
            Latency upstream) {
        public Version {
            outcomes = Map.copyOf(outcomes);
        }
    }

    /**
     * Percentiles in seconds; not a number where no sample lies above.
     *
     * @param max the longest; not a number without samples
     */
    public record Latency(double p50, double p90, double p99, double p999, double max) {}
}
