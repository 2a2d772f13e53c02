package io.dimmer.loadtest.compare;

/**
 * A figure and the interval that holds the true one in 95 of 100 cases.
 *
 * @param value what was measured
 * @param low the lower end
 * @param high the upper end
 */
public record Estimate(double value, double low, double high) {

    /** Whether zero is outside, so that chance alone does not explain a difference. */
    public boolean clear() {
        return low > 0 || high < 0;
    }
}
