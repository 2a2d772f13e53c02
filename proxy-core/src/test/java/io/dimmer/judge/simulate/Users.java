package io.dimmer.judge.simulate;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Who sends the requests of one rollout: users with a hash and an arm, as active as a distribution says. */
final class Users {

    private final long[] hashes;
    private final boolean[] canary;
    private final double[] cumulative;

    private Users(int count, double share, double exponent, SplittableRandom random) {
        this.hashes = random.longs(count).toArray();
        this.canary = new boolean[count];
        this.cumulative = new double[count];
        double sum = 0;
        for (int i = 0; i < count; i++) {
            canary[i] = random.nextDouble() < share;
            sum += Math.pow(i + 1, -exponent);
            cumulative[i] = sum;
        }
    }

    /** All equally active. */
    static Users uniform(int count, double share, SplittableRandom random) {
        return new Users(count, share, 0, random);
    }

    /** The i-th is 1/i times as active as the first. */
    static Users zipf(int count, double share, SplittableRandom random) {
        return new Users(count, share, 1, random);
    }

    int next(SplittableRandom random) {
        double point = random.nextDouble() * cumulative[cumulative.length - 1];
        int found = Arrays.binarySearch(cumulative, point);
        return found >= 0 ? found : Math.min(-found - 1, cumulative.length - 1);
    }

    long hash(int user) {
        return hashes[user];
    }

    boolean canary(int user) {
        return canary[user];
    }
}
