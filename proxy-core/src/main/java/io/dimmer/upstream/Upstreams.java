package io.dimmer.upstream;

import io.dimmer.config.value.Address;
import io.dimmer.upstream.connect.Dialer;
import io.dimmer.upstream.connect.Endpoint;
import io.dimmer.upstream.connect.Permits;
import io.dimmer.upstream.connect.Resolver;
import io.dimmer.wire.EventLoops;
import io.dimmer.wire.LoopContext;
import io.dimmer.wire.LoopSlot;
import io.dimmer.wire.timeout.Timeouts;
import io.netty.channel.WriteBufferWaterMark;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All upstreams of one proxy. One that is asked for again with the same endpoints is the same one, with its connections
 * and what runs on it. For one thread, the control thread.
 */
public final class Upstreams implements AutoCloseable {
    private final List<LoopContext> loops;
    private final LoopSlot<Dialer> dialers;
    private final Resolver resolver;
    private final int maxConnections;
    private final Map<Integer, Upstream> current = new HashMap<>();
    private final List<Upstream> all = new ArrayList<>();

    /**
     * On those loops.
     *
     * @param mark how much may wait to be sent to an upstream
     * @param maxConnections that one version may have, over all event loops
     */
    public Upstreams(EventLoops loops, LoopSlot<Timeouts> timeouts, WriteBufferWaterMark mark, int maxConnections) {
        this.loops = loops.contexts();
        this.dialers = loops.claim(loop -> new Dialer(loops, loop, loop.get(timeouts), mark));
        this.resolver = new Resolver();
        this.maxConnections = maxConnections;
    }

    /**
     * The upstream of a version: the one it had when the endpoints are the same, else a new one.
     *
     * @param version its dense number
     * @param endpoints at least one
     */
    public Upstream of(int version, List<Address> endpoints) {
        Upstream known = current.get(version);
        if (known != null && known.addresses().equals(endpoints)) {
            return known;
        }
        List<Endpoint> made = endpoints.stream().map(resolver::endpoint).toList();
        Upstream upstream = new Upstream(made, new Permits(maxConnections), loops, dialers);
        current.put(version, upstream);
        all.add(upstream);
        return upstream;
    }

    /**
     * Gives up all others, once the snapshot that knew them has been replaced.
     *
     * @return those that were given up: what runs on them runs on
     */
    public List<Upstream> keepOnly(Collection<Upstream> inUse) {
        List<Upstream> others =
                all.stream().filter(upstream -> !inUse.contains(upstream)).toList();
        others.forEach(this::giveUp);
        return others;
    }

    private void giveUp(Upstream upstream) {
        all.remove(upstream);
        current.values().remove(upstream);
        upstream.endpoints().forEach(resolver::forget);
        upstream.retire();
    }

    /** Names are no longer resolved; connections close with their event loops. */
    @Override
    public void close() {
        resolver.close();
    }
}
