package io.dimmer.judge.formula;

/**
 * The upper confidence sequence of a rate: true at all times together with probability 1 − β, however often one looks.
 *
 * <p>It is the beta-binomial mixture with the prior Beta(½, ½): the largest p with
 *
 * <pre>{@code
 * logBeta(½+e, ½+n−e) − logBeta(½, ½) − e·log p − (n−e)·log(1−p) < log(1/β)
 * }</pre>
 *
 * <p>After Howard and Ramdas (Bernoulli 28(3), 2022, arXiv 1906.09712). It covers a constant rate of independent requests.
 */
public final class RateBound {

    private static final int BISECTIONS = 40;

    private RateBound() {}

    /**
     * The upper end for {@code events} of {@code requests}; 1 without data, or when nothing but events was seen.
     *
     * @param beta the probability of ever being too low, in (0, 1)
     */
    public static double upper(long requests, long events, double beta) {
        if (requests == 0 || events == requests) {
            return 1;
        }
        double others = requests - events;
        double evidence = LogBeta.of(0.5 + events, 0.5 + others) - LogBeta.of(0.5, 0.5) + Math.log(beta);
        double low = (double) events / requests;
        double high = 1;
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = (low + high) / 2;
            double likelihood = (events == 0 ? 0 : events * Math.log(middle)) + others * Math.log1p(-middle);
            if (evidence < likelihood) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }
}
