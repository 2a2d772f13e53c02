package io.dimmer.upstream;

import io.dimmer.config.value.Address;
import io.dimmer.exchange.Outcome;
import io.dimmer.upstream.connect.ConnectionPool;
import io.dimmer.upstream.connect.Dialer;
import io.dimmer.upstream.connect.Endpoint;
import io.dimmer.upstream.connect.Permits;
import io.dimmer.wire.LoopContext;
import io.dimmer.wire.LoopSlot;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BiConsumer;

/**
 * The running side of a version: its endpoints, its connections, its requests in flight. It outlives snapshots as long
 * as the endpoints stay what they are. Any thread, unless said otherwise.
 */
public final class Upstream {
    private final List<Address> addresses;
    private final List<Endpoint> endpoints;
    private final Permits permits;
    private final List<LoopContext> loops;
    private final LoopSlot<Dialer> dialers;

    /** Each made by its own loop when that gets its first request. */
    private final AtomicReferenceArray<LocalUpstream> locals;

    private volatile boolean retired;

    Upstream(List<Endpoint> endpoints, Permits permits, List<LoopContext> loops, LoopSlot<Dialer> dialers) {
        this.addresses = endpoints.stream().map(Endpoint::address).toList();
        this.endpoints = endpoints;
        this.permits = permits;
        this.loops = loops;
        this.dialers = dialers;
        this.locals = new AtomicReferenceArray<>(loops.size());
    }

    /** The part of it that lives on that loop; on that loop only. */
    public LocalUpstream on(LoopContext loop) {
        LocalUpstream local = locals.getAcquire(loop.index());
        return local == null ? make(loop) : local;
    }

    private LocalUpstream make(LoopContext loop) {
        Dialer dialer = loop.get(dialers);
        List<ConnectionPool> pools = endpoints.stream()
                .map(endpoint -> new ConnectionPool(dialer, endpoint, permits))
                .toList();
        LocalUpstream made = new LocalUpstream(pools, loop.index() + 1L);
        locals.setRelease(loop.index(), made);
        if (retired) {
            made.retire();
        }
        return made;
    }

    /** What the operator wrote. */
    public List<Address> addresses() {
        return addresses;
    }

    List<Endpoint> endpoints() {
        return endpoints;
    }

    /** Exchanges that were assigned to it and have not ended. Others may join while this is summed up. */
    public int inFlight() {
        int sum = 0;
        for (int i = 0; i < locals.length(); i++) {
            LocalUpstream local = locals.getAcquire(i);
            sum += local == null ? 0 : local.running();
        }
        return sum;
    }

    /** Open connections, lent and idle. */
    public int connections() {
        return permits.taken();
    }

    /**
     * Ends what runs on it when this reaches its event loop, soon. Whoever replaced the snapshot before has then cut
     * everything that the old one sent here.
     */
    public void cut(Outcome why) {
        eachLoop((local, loop) -> local.cut(why));
    }

    /**
     * Asks what is long-lived of that which runs on it to leave, as its protocol does that; each at a moment of its own
     * within the spread. The rest runs on.
     */
    public void leave(Duration spread) {
        eachLoop((local, loop) -> local.leave(
                (nanos, task) -> {
                    Future<?> unused = loop.loop().schedule(task, nanos, TimeUnit.NANOSECONDS);
                },
                spread.toNanos()));
    }

    /** Calls off what {@link #leave} has not asked yet. */
    public void stay() {
        eachLoop((local, loop) -> local.stay());
    }

    /** Nobody new comes: idle connections close now, the others when their exchange has ended. */
    void retire() {
        retired = true;
        eachLoop((local, loop) -> local.retire());
    }

    private void eachLoop(BiConsumer<LocalUpstream, LoopContext> action) {
        for (LoopContext loop : loops) {
            loop.loop().execute(() -> {
                LocalUpstream local = locals.getAcquire(loop.index());
                if (local != null) {
                    action.accept(local, loop);
                }
            });
        }
    }
}
