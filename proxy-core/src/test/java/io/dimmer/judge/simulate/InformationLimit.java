package io.dimmer.judge.simulate;

/**
 * How few canary requests any method needs on average that drains a healthy version with probability α at most: log(1/α)
 * divided by the information of one canary request, with the requests of stable that come beside it.
 */
final class InformationLimit {

    private static final double REACH = 10;

    private InformationLimit() {}

    /** For an event of rate {@code stable} that becomes {@code canary}. */
    static double ofRates(double stable, double canary, double share, double alpha) {
        double pooled = (1 - share) * stable + share * canary;
        return -Math.log(alpha) / (divergence(canary, pooled) + (1 - share) / share * divergence(stable, pooled));
    }

    private static double divergence(double p, double q) {
        return part(p, q) + part(1 - p, 1 - q);
    }

    private static double part(double p, double q) {
        return p == 0 ? 0 : p * Math.log(p / q);
    }

    /**
     * For lognormal latencies that all are multiplied by {@code factor}, told apart by the five thresholds jointly: the
     * six classes between stable's quantiles.
     */
    static double ofFactor(double factor, double share, double alpha) {
        double shift = Math.log(factor) / Latency.SIGMA;
        double information = 0;
        for (int i = 0; i <= Latency.DEVIATES.length; i++) {
            double from = i == 0 ? -REACH : Latency.DEVIATES[i - 1];
            double to = i == Latency.DEVIATES.length ? REACH : Latency.DEVIATES[i];
            double stable = mass(from, to);
            double canary = mass(from - shift, to - shift);
            double pooled = (1 - share) * stable + share * canary;
            information += part(canary, pooled) + (1 - share) / share * part(stable, pooled);
        }
        return -Math.log(alpha) / information;
    }

    /** Of the normal distribution, by the midpoint rule. */
    private static double mass(double from, double to) {
        int steps = 20_000;
        double step = (to - from) / steps;
        double sum = 0;
        for (int i = 0; i < steps; i++) {
            double x = from + (i + 0.5) * step;
            sum += Math.exp(-x * x / 2);
        }
        return sum * step / Math.sqrt(2 * Math.PI);
    }
}
