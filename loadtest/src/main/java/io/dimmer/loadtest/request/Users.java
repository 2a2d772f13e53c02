package io.dimmer.loadtest.request;

/**
 * Who sends which request: the user of the n-th request is a function of seed and n alone, so that a run can be repeated
 * whatever the number of threads. Users are numbered from 1. Pure; any thread.
 */
public interface Users {
    /** The most users that there can be. */
    int MAX_COUNT = 10_000_000;

    /** How many there are. */
    int count();

    /** The user of this request, from 1 to {@link #count()}. */
    int user(long number);

    /** Each request comes from any of the users with the same probability. */
    static Users uniform(int count, long seed) {
        return new UniformUsers(requireCount(count), seed);
    }

    /**
     * The user with number k sends in proportion to {@code 1 / k^exponent} (Zipf's law): few users send much, as in life.
     *
     * @param exponent more than 0, up to 10; about 1 for web traffic
     */
    static Users zipf(int count, double exponent, long seed) {
        return new ZipfUsers(requireCount(count), exponent, seed);
    }

    /** Everybody once, in order, then from the start again. */
    static Users inTurn(int count) {
        return new UsersInTurn(requireCount(count));
    }

    private static int requireCount(int count) {
        if (count < 1 || count > MAX_COUNT) {
            throw new IllegalArgumentException("users: found " + count + ", expected 1 to " + MAX_COUNT);
        }
        return count;
    }
}
