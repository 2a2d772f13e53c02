package io.dimmer.config.rollout;

import io.dimmer.config.value.Percent;
import java.time.Duration;
import java.util.List;

/**
 * How latency is compared and limited.
 *
 * @param tolerance every quantile may be this much longer than stable's
 * @param slack and this much on top
 * @param max absolute limits, by rising quantile; empty by default
 */
public record LatencySpec(Percent tolerance, Duration slack, List<LatencyLimit> max) {
    /** 10 %, 2 ms, no limits. */
    public static final LatencySpec DEFAULT = new LatencySpec(new Percent(100_000), Duration.ofMillis(2), List.of());

    /**
     * One absolute limit.
     *
     * @param quantile as written: {@code p50}, {@code p75}, {@code p90}, {@code p99} or {@code p999}
     * @param limit what that quantile may be at most
     */
    public record LatencyLimit(String quantile, Duration limit) {}

    public LatencySpec {
        max = List.copyOf(max);
    }
}
