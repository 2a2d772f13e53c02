package io.dimmer.judge.formula;

/**
 * The weights of epochs, and which of them stay open.
 *
 * <p>Epoch k has the weight ½ for k = 0 and ½/(k(k+1)) after that: all of them, opened or not, add up to 1. The weights
 * are never renormalised, for scaling the opened ones up would lift the maximum above an e-process.
 */
public final class EpochLadder {

    private static final long KEPT = 8;

    private EpochLadder() {}

    /** The logarithm of the weight of epoch {@code k} ≥ 0. */
    public static double logWeight(long k) {
        return k == 0 ? Math.log(0.5) : -Math.log(2.0 * k * (k + 1.0));
    }

    /**
     * Whether epoch {@code k} stays open while {@code newest} is the newest: the first always, and later ones the longer
     * the more often 2 divides their number. At most some sixty are open after months of minutes.
     */
    public static boolean stays(long k, long newest) {
        return k == 0 || newest - k < KEPT << Math.min(Long.numberOfTrailingZeros(k), 32);
    }
}
