package io.dimmer.loadtest.compare;

/**
 * How much larger the part of failed requests is in one series than in another, with its interval of 95 %: the hybrid of two
 * Wilson intervals (R. G. Newcombe, Interval estimation for the difference between independent proportions: comparison of
 * eleven methods, Statistics in Medicine 17 (1998), method 10), which also holds when nothing failed. It takes requests as
 * independent; failures that come in bursts are less certain than it says. Pure.
 */
final class Proportions {
    private static final double Z = 1.959963984540054;

    private Proportions() {}

    /** The difference of {@code failed / all} between a series and the one it is compared with; each of at least one. */
    static Estimate difference(long failed, long all, long baseFailed, long baseAll) {
        Estimate one = wilson(failed, all);
        Estimate two = wilson(baseFailed, baseAll);
        double value = one.value() - two.value();
        double below = Math.hypot(one.value() - one.low(), two.high() - two.value());
        double above = Math.hypot(one.high() - one.value(), two.value() - two.low());
        return new Estimate(value, value - below, value + above);
    }

    /** One part with its interval: E. B. Wilson, Journal of the American Statistical Association 22 (1927). */
    static Estimate wilson(long failed, long all) {
        if (all < 1 || failed < 0 || failed > all) {
            throw new IllegalArgumentException(
                    "proportion: found " + failed + " of " + all + ", expected a part of at least one");
        }
        double part = (double) failed / all;
        double centre = part + Z * Z / (2 * all);
        double half = Z * Math.sqrt(part * (1 - part) / all + Z * Z / (4.0 * all * all));
        double scale = 1 + Z * Z / all;
        return new Estimate(part, Math.max(0, (centre - half) / scale), Math.min(1, (centre + half) / scale));
    }
}
