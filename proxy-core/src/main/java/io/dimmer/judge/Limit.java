package io.dimmer.judge;

import java.math.BigDecimal;

/**
 * An absolute limit: at most so many of all requests may have an event.
 *
 * @param check how people call it: {@code limit_errors}, {@code limit_latency_p99}
 * @param allowed the allowed rate, above 0 and below 0.999
 * @param nanos for latency what is slow, in nanoseconds; 0 for errors
 */
public record Limit(String check, double allowed, long nanos) {

    private static final double HIGHEST = 0.999;

    /** Refuses rates that cannot be exceeded or are always exceeded. */
    public Limit {
        if (!(allowed > 0 && allowed < HIGHEST)) {
            throw new IllegalArgumentException(
                    "%s: found an allowed rate of %s, expected above 0 and below 0.999".formatted(check, allowed));
        }
    }

    /** At most this part of the requests may fail. */
    public static Limit errors(double allowed) {
        return new Limit("limit_errors", allowed, 0);
    }

    /**
     * This percentile may be at most so many nanoseconds: of 100 requests one may be slower than the limit for 99.
     *
     * @param percentile above 0.1 and below 100, such as 99 or 99.9
     * @param nanos above 0
     */
    public static Limit latency(double percentile, long nanos) {
        BigDecimal exact = BigDecimal.valueOf(percentile);
        String digits = exact.stripTrailingZeros().toPlainString().replace(".", "");
        double allowed =
                BigDecimal.valueOf(100).subtract(exact).movePointLeft(2).doubleValue();
        return new Limit("limit_latency_p" + digits, allowed, nanos);
    }

    /** Whether it is about latency, else about errors. */
    public boolean isLatency() {
        return nanos > 0;
    }
}
