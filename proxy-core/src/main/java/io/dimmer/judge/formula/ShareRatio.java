package io.dimmer.judge.formula;

/**
 * The Bayes factor against a known share: how much better a share drawn from Beta(a, b) explains two counts than the
 * configured one does. Valid at every look (Lindon and Malek, NeurIPS 2022, arXiv 2011.03567).
 */
public final class ShareRatio {

    private ShareRatio() {}

    /**
     * The logarithm of the Bayes factor.
     *
     * @param stable count of the one arm
     * @param canary count of the other
     * @param share the configured share of {@code canary}, in (0, 1)
     * @param concentration a + b of the prior, whose mean is the share
     */
    public static double log(long stable, long canary, double share, double concentration) {
        double a = concentration * share;
        double b = concentration - a;
        return LogBeta.of(a + canary, b + stable)
                - LogBeta.of(a, b)
                - canary * Math.log(share)
                - stable * Math.log1p(-share);
    }
}
