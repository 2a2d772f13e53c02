package io.dimmer.assign.hash;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * The hashing contract: weighted rendezvous hashing (Schindelhauer and Schomaker, "Weighted distributed hash tables",
 * SPAA 2005). Each name draws {@code -ln(u) / weight} from the user's hash and itself, and the smallest draw wins. So a
 * change of one weight moves users only to or from that name, and only proportions matter. {@code docs/hashing.md}
 * explains it to those who compute it elsewhere.
 *
 * <p>Immutable, any thread; choosing allocates nothing.
 */
public final class Rendezvous {
    /** Nobody has a weight. */
    public static final int NONE = -1;

    private static final double TWO_TO_53 = 0x1p53;

    private final byte[][] names;

    private Rendezvous(byte[][] names) {
        this.names = names;
    }

    /** Of unique names; weights come in the same order. */
    public static Rendezvous of(List<String> names) {
        return new Rendezvous(
                names.stream().map(n -> n.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new));
    }

    /**
     * The index of the name that wins.
     *
     * @param hash of a key
     * @param weights in the order of the names, 0 or more
     * @return {@link #NONE} when all weights are 0
     */
    public int choose(long hash, double[] weights) {
        int best = NONE;
        double bestDraw = Double.POSITIVE_INFINITY;
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] > 0) {
                double draw = QuickLog.negative(u(hash, i)) / weights[i];
                if (best == NONE || wins(hash, i, draw, best, bestDraw, weights)) {
                    best = i;
                    bestDraw = draw;
                }
            }
        }
        return best;
    }

    /** Draws that the quick logarithm cannot tell apart are compared once more by the contract's own, which is slow. */
    private boolean wins(long hash, int one, double draw, int best, double bestDraw, double[] weights) {
        double apart = Math.abs(draw - bestDraw) * Math.min(weights[one], weights[best]);
        return apart > 2 * QuickLog.ERROR ? draw < bestDraw : winsExactly(hash, one, best, weights);
    }

    /** By the letter of the contract. */
    boolean winsExactly(long hash, int one, int other, double[] weights) {
        double draw = -StrictMath.log(u(hash, one)) / weights[one];
        double otherDraw = -StrictMath.log(u(hash, other)) / weights[other];
        // Not Double.compare: -0 equals 0 here.
        return draw == otherDraw ? Arrays.compareUnsigned(names[one], names[other]) < 0 : draw < otherDraw;
    }

    private double u(long hash, int index) {
        return ((Xxh64.hash(names[index], hash) >>> 11) + 0.5) / TWO_TO_53;
    }
}
