package io.dimmer.upstream.connect;

import java.util.concurrent.atomic.AtomicInteger;

/** How many connections an upstream may have, over all event loops. Any thread. */
public final class Permits {
    private final int most;
    private final AtomicInteger taken = new AtomicInteger();

    /**
     * None is taken yet.
     *
     * @param most 1 and more
     */
    public Permits(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("connections: found " + most + ", expected 1 or more");
        }
        this.most = most;
    }

    boolean take() {
        if (taken.incrementAndGet() <= most) {
            return true;
        }
        taken.decrementAndGet();
        return false;
    }

    void give() {
        taken.decrementAndGet();
    }

    /** How many are taken. */
    public int taken() {
        return taken.get();
    }
}
