package io.dimmer.judge.formula;

import java.util.Arrays;

/**
 * The increment of the comparison: Fisher's conditional likelihood ratio of a 2×2 table.
 *
 * <p>Given the margins, and both arms treated alike, the number of events that fall on the watched version is
 * hypergeometric, and under an odds ratio ψ it is Fisher's noncentral hypergeometric. For a candidate ψ above the
 * tolerated ψ0
 *
 * <pre>{@code
 * log L(ψ) = eB·log(ψ/ψ0) − [log M(ψ) − log M(ψ0)],   M(s) = Σ h(x)·s^x
 * }</pre>
 *
 * where h is the hypergeometric mass function. The mean of L is at most 1 under every odds ratio up to ψ0 (monotone
 * likelihood ratio), and the base rate of the event does not appear at all. The same conditional form carries the
 * anytime-valid logrank test (ter Schure, Pérez-Ortiz, Ly, Grünwald 2024, arXiv 2011.06931).
 */
public final class ConditionalRatio {

    private static final double LARGE = 1e250;
    private static final double LOG_LARGE = Math.log(LARGE);
    /** A rest below this part of the sum does not change a double. */
    private static final double NEGLIGIBLE = 1e-17;

    private ConditionalRatio() {}

    /**
     * Writes log L(ψ) for every ψ of the grid.
     *
     * <p>Costs at most {@code min(E, nB) + 1} multiply-adds for each ψ; the sum stops where the rest is below the
     * precision of a double.
     *
     * @param table what the block saw
     * @param tolerated ψ0, the odds ratio that is still fine, ≥ 1
     * @param grid the candidates ψ, each above ψ0
     * @param increments receives one value per candidate
     */
    public static void increments(Table table, double tolerated, Grid grid, double[] increments) {
        if (table.silent()) {
            Arrays.fill(increments, 0, grid.size(), 0);
            return;
        }
        int least = Math.max(0, table.events() - table.stable());
        double[] steps = steps(table, least);
        double logTolerated = Math.log(tolerated);
        double base = logSum(steps, tolerated);
        for (int i = 0; i < grid.size(); i++) {
            double logRatio = grid.logAt(i) - logTolerated;
            increments[i] = (table.canaryEvents() - least) * logRatio - (logSum(steps, grid.at(i)) - base);
        }
    }

    /** h(x+1)/h(x) for x from the least possible number of events upwards; it falls with x. */
    private static double[] steps(Table table, int least) {
        int events = table.events();
        double[] steps = new double[Math.min(events, table.canary()) - least];
        for (int i = 0; i < steps.length; i++) {
            double x = least + i;
            steps[i] = (table.canary() - x) * (events - x) / ((x + 1) * (table.stable() - events + x + 1));
        }
        return steps;
    }

    /** The logarithm of M(s), in units of its first term. */
    private static double logSum(double[] steps, double s) {
        double term = 1;
        double sum = 1;
        double scale = 0;
        for (double step : steps) {
            double factor = step * s;
            term *= factor;
            sum += term;
            if (sum > LARGE) {
                sum /= LARGE;
                term /= LARGE;
                scale += LOG_LARGE;
            }
            // From here on the terms fall at least as fast as a geometric series.
            if (factor < 1 && term < sum * NEGLIGIBLE * (1 - factor)) {
                break;
            }
        }
        return Math.log(sum) + scale;
    }

    /**
     * A lower bound of log L(ψ) in constant time: what a proxy may add instead of the exact value. The noncentral
     * hypergeometric is a sum of independent coins, so its generating function lies below that of a binomial with the
     * same mean (Hoeffding). It loses nothing for rare events, and half of the speed for frequent ones.
     */
    public static double bound(Table table, double tolerated, double candidate) {
        if (table.silent()) {
            return 0;
        }
        double share = (double) table.canary() / table.total();
        double rate = (double) table.events() / table.total();
        double byEvents = table.events() * logMeanRatio(share, tolerated, candidate);
        double byCanary = table.canary() * logMeanRatio(rate, tolerated, candidate);
        return table.canaryEvents() * Math.log(candidate / tolerated) - Math.min(byEvents, byCanary);
    }

    private static double logMeanRatio(double p, double tolerated, double candidate) {
        return Math.log1p(p * (candidate - 1)) - Math.log1p(p * (tolerated - 1));
    }
}
