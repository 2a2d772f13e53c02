package io.dimmer.judge.simulate;

/**
 * How a version answers. Latency is lognormal with a median of 50 ms and sigma 0.6.
 *
 * @param errors part of the requests that fail at once
 * @param factor by which every latency is multiplied
 * @param addedNanos what is added to every latency
 * @param slow part of the requests that take two seconds
 */
record Health(double errors, double factor, long addedNanos, double slow) {

    /** One in a thousand fails. */
    static final Health GOOD = failing(0.001);

    static Health failing(double errors) {
        return new Health(errors, 1, 0, 0);
    }

    static Health slower(double factor) {
        return new Health(GOOD.errors, factor, 0, 0);
    }

    static Health later(long addedNanos) {
        return new Health(GOOD.errors, 1, addedNanos, 0);
    }

    static Health hanging(double slow) {
        return new Health(GOOD.errors, 1, 0, slow);
    }
}
