package io.dimmer.judge.formula;

/** The logarithms of the gamma and beta functions for positive arguments, by Stirling's series. */
final class LogBeta {

    private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);
    /** From here on five terms of the series are exact to the last bits of a double. */
    private static final double LARGE = 15;

    private LogBeta() {}

    /** log B(a, b) = log Γ(a) + log Γ(b) − log Γ(a+b). */
    static double of(double a, double b) {
        return logGamma(a) + logGamma(b) - logGamma(a + b);
    }

    /** log Γ(x) for x > 0; small arguments are raised first by Γ(x+1) = x·Γ(x). */
    static double logGamma(double x) {
        double product = 1;
        double z = x;
        while (z < LARGE) {
            product *= z;
            z++;
        }
        return stirling(z) - Math.log(product);
    }

    private static double stirling(double z) {
        double r = 1 / (z * z);
        double series = (1.0 / 12 - r * (1.0 / 360 - r * (1.0 / 1260 - r * (1.0 / 1680 - r / 1188)))) / z;
        return (z - 0.5) * Math.log(z) - z + HALF_LOG_TWO_PI + series;
    }
}
