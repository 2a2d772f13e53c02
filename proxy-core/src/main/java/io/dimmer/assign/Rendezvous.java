package io.dimmer.assign;

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
final class Rendezvous {
    /** Nobody has a weight. */
    static final int NONE = -1;

    /**
     * Two draws nearer than this are compared once more by the contract's own logarithm, which is slow. {@code
     * Math.log} and {@code StrictMath.log} are each within one unit in the last place of the true one, and so is the
     * division: together less than 2⁻⁵⁰ of the value, far below this margin.
     */
    private static final double MARGIN = 1e-12;

    private static final double TWO_TO_53 = 0x1p53;

    private final byte[][] names;

    private Rendezvous(byte[][] names) {
        this.names = names;
    }

    /** Of unique names; weights come in the same order. */
    static Rendezvous of(List<String> names) {
        return new Rendezvous(
                names.stream().map(n -> n.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new));
    }

    /** The index of the name that wins for this hash of a key, or {@link #NONE} when all weights are 0. */
    int choose(long hash, double[] weights) {
        int best = NONE;
        double bestDraw = Double.POSITIVE_INFINITY;
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] > 0) {
                double draw = -Math.log(u(hash, i)) / weights[i];
                if (best == NONE || wins(hash, i, draw, best, bestDraw, weights)) {
                    best = i;
                    bestDraw = draw;
                }
            }
        }
        return best;
    }

    private boolean wins(long hash, int one, double draw, int best, double bestDraw, double[] weights) {
        return Math.abs(draw - bestDraw) > MARGIN * bestDraw ? draw < bestDraw : winsExactly(hash, one, best, weights);
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
