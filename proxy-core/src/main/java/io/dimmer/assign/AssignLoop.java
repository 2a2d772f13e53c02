package io.dimmer.assign;

import io.dimmer.exchange.ExchangeListener;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * What one event loop brings to the choice of versions: who is told about strangers, chance, the time for tokens, and
 * room to write. Confined to its loop.
 */
public final class AssignLoop {
    /** Longest text of a client's address as a key: {@code ffff:ffff:ffff:ffff::/64}. */
    private static final int LONGEST_ADDRESS = 24;

    private final ExchangeListener listener;
    private final LongSupplier random;
    private final InstantSource clock;
    private final byte[] scratch = new byte[LONGEST_ADDRESS];

    /**
     * Begins.
     *
     * @param listener hears {@link ExchangeListener#forceRefused} and {@link ExchangeListener#runRefused}
     * @param random evenly spread 64 bits, for requests without a key
     * @param clock tells whether a force token has expired
     */
    public AssignLoop(ExchangeListener listener, LongSupplier random, InstantSource clock) {
        this.listener = listener;
        this.random = random;
        this.clock = clock;
    }

    ExchangeListener listener() {
        return listener;
    }

    LongSupplier random() {
        return random;
    }

    InstantSource clock() {
        return clock;
    }

    byte[] scratch() {
        return scratch;
    }
}
