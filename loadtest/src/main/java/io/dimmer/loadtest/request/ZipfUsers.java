package io.dimmer.loadtest.request;

import java.util.Arrays;

/** Users whose weights fall with their number; one look-up in the running sums of the weights for each draw. */
final class ZipfUsers implements Users {
    private final long seed;

    /** The probability of a user with this index or a smaller one; the last is 1. */
    private final double[] sums;

    ZipfUsers(int count, double exponent, long seed) {
        if (!(exponent > 0 && exponent <= 10)) {
            throw new IllegalArgumentException("zipf: found " + exponent + ", expected more than 0, up to 10");
        }
        this.seed = seed;
        this.sums = new double[count];
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += Math.pow(i + 1.0, -exponent);
            sums[i] = sum;
        }
        for (int i = 0; i < count; i++) {
            sums[i] /= sum;
        }
    }

    @Override
    public int count() {
        return sums.length;
    }

    @Override
    public int user(long number) {
        int found = Arrays.binarySearch(sums, UniformUsers.fraction(seed, number));
        // A hit belongs to the next user, since the interval of each one is closed at its start.
        int index = found >= 0 ? found + 1 : -found - 1;
        return Math.min(index, sums.length - 1) + 1;
    }
}
