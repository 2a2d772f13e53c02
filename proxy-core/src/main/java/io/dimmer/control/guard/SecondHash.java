package io.dimmer.control.guard;

/**
 * Who of stable's users stands in for the canary's in one run of the {@link Shadow}: another draw in each run, for a draw
 * that happened to be uneven would be uneven for ever.
 *
 * @param part of the users, 0 to 1
 * @param run number of the run
 * @param tick number of the tick, for requests without a user
 */
record SecondHash(double part, long run, long tick) {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final double UNIT = 0x1p-53;

    /** Whether a user stands in, by the hash of the key. */
    boolean standsIn(long hash) {
        return unit(hash + GOLDEN * (run + 1)) < part;
    }

    /** The same for a request without a key, by its place in the hand-over. */
    boolean lonelyStandsIn(int place) {
        return unit(GOLDEN * (run + 1) ^ mixed(GOLDEN * (tick + 1) + place)) < part;
    }

    private static double unit(long bits) {
        return (mixed(bits) >>> 11) * UNIT;
    }

    /** The finaliser of SplitMix64 (Steele, Lea, Flood 2014; constants by Stafford, variant 13). */
    private static long mixed(long bits) {
        long z = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
