package io.dimmer.loadtest.record;

import java.time.Duration;
import java.util.Optional;

/**
 * What the proxy itself measured of this load test on one version.
 *
 * @param service the service's name
 * @param version the version's name, {@code none} for requests that no version got
 * @param requests that ended
 * @param errors of these, by the fault of the upstream or of the proxy
 * @param duration first byte of the request to last byte of the answer, in the proxy
 * @param upstream connection asked for to head of the answer, in the proxy
 */
public record ProxySeries(
        String service, String version, long requests, long errors, Latency duration, Latency upstream) {
    /** Percentiles; empty without a sample above. */
    public record Latency(Optional<Duration> p50, Optional<Duration> p99) {}

    /** How people call it: the version, with its service where there are several. */
    public String words() {
        return service + "/" + version;
    }
}
