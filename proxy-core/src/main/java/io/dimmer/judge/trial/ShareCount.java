package io.dimmer.judge.trial;

import io.dimmer.judge.HoldReason;
import io.dimmer.judge.Pair;
import io.dimmer.judge.Sentence;
import io.dimmer.judge.Verdict;
import io.dimmer.judge.formula.ShareRatio;
import java.util.List;

/**
 * Whether users split as configured. Each of the 65 536 slots counts once within a split number, for the arm of the first
 * request drawn by hash that falls into it: the first use of a slot is in proportion to the shares, however many users
 * there are. Counted when a request starts, so that answers which never come back are not missing.
 *
 * @param stable slots first used by stable
 * @param canary slots first used by the canary
 * @param share the configured share of the canary among the two, 0 to 1
 */
public record ShareCount(long stable, long canary, double share) {

    private static final int SLOTS = 65_536;
    private static final double CONCENTRATION = 1_000;
    private static final double LINE = Math.log(1_000);

    /** What one event loop remembers for one service and split number. */
    public static byte[] slots() {
        return new byte[SLOTS];
    }

    /**
     * Remembers that a request drawn by hash starts; on the event loop that owns the slots.
     *
     * @param hash the hash of the request's key
     * @param version which version of the service it is, 0 to 126
     */
    public static void started(byte[] slots, long hash, int version) {
        int slot = (int) (hash >>> 48);
        if (slots[slot] == 0) {
            slots[slot] = (byte) (version + 1);
        }
    }

    /**
     * Counts the slots of all loops; a slot that several loops saw counts for the first of them.
     *
     * @param stable which version of the service is stable
     * @param canary which version is the canary
     */
    public static ShareCount of(List<byte[]> loops, int stable, int canary, double share) {
        long[] counts = new long[Byte.MAX_VALUE + 1];
        for (int slot = 0; slot < SLOTS; slot++) {
            counts[first(loops, slot)]++;
        }
        return new ShareCount(counts[stable + 1], counts[canary + 1], share);
    }

    private static int first(List<byte[]> loops, int slot) {
        for (byte[] loop : loops) {
            if (loop[slot] != 0) {
                return loop[slot];
            }
        }
        return 0;
    }

    /** The logarithm of the Bayes factor against the configured share; 0 where one arm has everybody by intent. */
    public double log() {
        return share <= 0 || share >= 1 ? 0 : ShareRatio.log(stable, canary, share, CONCENTRATION);
    }

    /** Whether the users do not split as configured: by chance once in 1 000 split numbers, however often one looks. */
    public boolean mismatched() {
        return log() >= LINE;
    }

    Verdict.Hold hold(Pair pair) {
        return new Verdict.Hold(HoldReason.SHARE_MISMATCH, new Sentence(() -> sentence(pair)));
    }

    private String sentence(Pair pair) {
        double percent = Math.round(share * 1_000_000) / 10_000.0;
        return "traffic share does not match: %s has %d of %d first users, configured are %s %%"
                .formatted(pair.canary(), canary, stable + canary, percent);
    }
}
