package io.dimmer.loadtest.request;

/** Every user with the same probability. */
record UniformUsers(int count, long seed) implements Users {
    private static final long GAMMA = 0x9E3779B97F4A7C15L;
    private static final double ONE = 0x1.0p-53;

    @Override
    public int user(long number) {
        return (int) (fraction(seed, number) * count) + 1;
    }

    /**
     * The n-th number of a stream, from 0 to less than 1: what SplitMix64 gives as its n-th (Steele, Lea, Flood: Fast
     * splittable pseudorandom number generators, OOPSLA 2014), reached without the ones before.
     */
    static double fraction(long seed, long number) {
        long z = seed + (number + 1) * GAMMA;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return ((z ^ (z >>> 31)) >>> 11) * ONE;
    }
}
