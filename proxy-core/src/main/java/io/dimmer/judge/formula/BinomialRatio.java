package io.dimmer.judge.formula;

/**
 * The increment against an absolute limit: the likelihood ratio of Wald's sequential test (1945) for a rate p1 against
 * the allowed rate p0. Its mean is at most 1 for every true rate up to p0.
 */
public final class BinomialRatio {

    private BinomialRatio() {}

    /**
     * Writes {@code e·log(p1/p0) + (n−e)·log((1−p1)/(1−p0))} for every p1 of the grid.
     *
     * @param requests n, how many requests could have had the event, ≥ events
     * @param events e, how many witnesses had it
     * @param allowed p0, in (0, 1)
     * @param grid the rates p1, each above p0 and below 1
     * @param increments receives one value per rate
     */
    public static void increments(int requests, int events, double allowed, Grid grid, double[] increments) {
        double logAllowed = Math.log(allowed);
        double logRest = Math.log1p(-allowed);
        for (int i = 0; i < grid.size(); i++) {
            double up = grid.logAt(i) - logAllowed;
            double down = grid.logRestAt(i) - logRest;
            increments[i] = events * up + (requests - events) * down;
        }
    }
}
