package io.dimmer.upstream;

import io.dimmer.upstream.connect.ConnectionPool;
import java.util.List;

/**
 * Chooses the endpoint of an attempt: the one with fewer requests of two drawn at random (Mitzenmacher, The Power of
 * Two Choices in Randomized Load Balancing, 2001). One that could not be reached a moment ago loses to one that could.
 * Confined to its event loop; allocates nothing.
 */
final class EndpointPicker {
    private final List<ConnectionPool> pools;
    private long random;

    /** The seed is any number. */
    EndpointPicker(List<ConnectionPool> pools, long seed) {
        this.pools = List.copyOf(pools);
        this.random = seed * 0x9E3779B97F4A7C15L | 1;
    }

    ConnectionPool pick() {
        int count = pools.size();
        if (count == 1) {
            return pools.get(0);
        }
        long two = drawTwo(count);
        return better(pools.get((int) (two >>> Integer.SIZE)), pools.get((int) two));
    }

    /** Two different numbers below the bound, 2 and more, packed into one. */
    long drawTwo(int bound) {
        int one = draw(bound);
        int other = (one + 1 + draw(bound - 1)) % bound;
        return (long) one << Integer.SIZE | other;
    }

    private static ConnectionPool better(ConnectionPool one, ConnectionPool other) {
        if (one.isSuspect() != other.isSuspect()) {
            return one.isSuspect() ? other : one;
        }
        return one.running() <= other.running() ? one : other;
    }

    /** Xorshift (Marsaglia 2003), the upper bits of it. */
    private int draw(int bound) {
        random ^= random << 13;
        random ^= random >>> 7;
        random ^= random << 17;
        return (int) ((random >>> 33) % bound);
    }
}
