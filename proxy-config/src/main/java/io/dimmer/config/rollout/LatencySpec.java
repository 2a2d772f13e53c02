package io.dimmer.config.rollout;

import io.dimmer.config.value.Durations;
import io.dimmer.config.value.Percent;
import io.dimmer.config.value.UnexpectedValueException;
import java.time.Duration;
import java.util.List;

/**
 * How latency is compared and limited.
 *
 * @param tolerance every quantile may be this much longer than stable's, 0 to 900 %
 * @param slack and this much on top
 * @param max absolute limits, by rising quantile; empty by default
 */
public record LatencySpec(Percent tolerance, Duration slack, List<LatencyLimit> max) {
    /** The quantiles that may have a limit, rising. */
    public static final List<String> QUANTILES = List.of("p50", "p75", "p90", "p99", "p999");

    /** 10 %, 2 ms, no limits. */
    public static final LatencySpec DEFAULT = new LatencySpec(new Percent(100_000), Duration.ofMillis(2), List.of());

    /**
     * One absolute limit.
     *
     * @param quantile as written: {@code p50}, {@code p75}, {@code p90}, {@code p99} or {@code p999}
     * @param limit what that quantile may be at most
     */
    public record LatencyLimit(String quantile, Duration limit) {
        public LatencyLimit {
            UnexpectedValueException.unless(
                    QUANTILES.contains(quantile), "guard.latency.max", quantile, "one of " + QUANTILES);
            Durations.checkPositive("guard.latency.max." + quantile, limit);
        }
    }

    public LatencySpec {
        max = List.copyOf(max);
        UnexpectedValueException.unless(
                tolerance.compareTo(GuardSpec.MAX_TOLERANCE) <= 0, "guard.latency.tolerance", tolerance, "0% to 900%");
        UnexpectedValueException.unless(!slack.isNegative(), "guard.latency.slack", slack, "0ms or more");
        List<Integer> order =
                max.stream().map(limit -> QUANTILES.indexOf(limit.quantile())).toList();
        UnexpectedValueException.unless(
                order.equals(order.stream().sorted().distinct().toList()),
                "guard.latency.max",
                max,
                "each quantile once, rising");
    }
}
