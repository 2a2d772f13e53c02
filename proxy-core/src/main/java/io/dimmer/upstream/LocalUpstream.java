package io.dimmer.upstream;

import io.dimmer.exchange.Outcome;
import io.dimmer.upstream.connect.ConnectionPool;
import io.dimmer.upstream.connect.Lease;
import io.dimmer.upstream.connect.LeaseHolder;
import io.dimmer.wire.timeout.Timeouts;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The part of an upstream that lives on one event loop: its pools and what runs on it. Confined to that loop. */
public final class LocalUpstream {
    private final List<ConnectionPool> pools;
    private final EndpointPicker picker;

    /** Written by the loop alone. */
    private final AtomicInteger count = new AtomicInteger();

    /** Which time they are asked to leave; those of before are called off. */
    private int round;

    private @Nullable Running first;
    private @Nullable Running last;

    LocalUpstream(List<ConnectionPool> pools, long seed) {
        this.pools = List.copyOf(pools);
        this.picker = new EndpointPicker(pools, seed);
    }

    /** An exchange was assigned to it. */
    public void enter(Running running) {
        running.place = this;
        running.before = last;
        if (last == null) {
            first = running;
        } else {
            last.after = running;
        }
        last = running;
        count.setRelease(count.getPlain() + 1);
    }

    void remove(Running running) {
        Running before = running.before;
        Running after = running.after;
        if (before == null) {
            first = after;
        } else {
            before.after = after;
        }
        if (after == null) {
            last = before;
        } else {
            after.before = before;
        }
        running.place = null;
        running.before = null;
        running.after = null;
        count.setRelease(count.getPlain() - 1);
    }

    /**
     * Lends a connection to one of the endpoints.
     *
     * @param fresh true for a new connection whatever is idle
     * @return null when there may be no more connections
     */
    public @Nullable Lease lease(LeaseHolder holder, boolean fresh) {
        return picker.pick().lease(holder, fresh);
    }

    /** Any thread. */
    int running() {
        return count.getAcquire();
    }

    /** Ends everything that runs on it now. */
    void cut(Outcome why) {
        Running next = first;
        while (next != null) {
            Running cut = next;
            next = cut.after;
            cut.owner().cut(why);
        }
    }

    /**
     * Asks everything that runs on it now to leave, each at a moment of its own, so that those who come back do not come
     * all at once.
     *
     * @param alarm runs a task later, on this loop
     * @param spreadNanos the last moment from now
     */
    void leave(Timeouts.Alarm alarm, long spreadNanos) {
        int mine = ++round;
        for (Running next = first; next != null; next = next.after) {
            Running asked = next;
            int times = asked.times();
            alarm.after(ThreadLocalRandom.current().nextLong(spreadNanos + 1), () -> {
                if (asked.times() == times && round == mine) {
                    asked.owner().leave();
                }
            });
        }
    }

    /** Whoever has not been asked to leave yet is not asked. */
    void stay() {
        round++;
    }

    void retire() {
        pools.forEach(ConnectionPool::retire);
    }
}
