package io.dimmer.upstream.connect;

import io.dimmer.config.value.Address;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One address of an upstream, and what its name resolves to by now. Written by the {@link Resolver}, read by all event
 * loops.
 *
 * <p>Of several addresses of a name one is used at a time; the next takes its turn when a connection to it fails.
 */
public final class Endpoint {
    private final Address address;
    private final CompletableFuture<Void> known = new CompletableFuture<>();
    private final AtomicInteger turn = new AtomicInteger();
    private volatile List<InetSocketAddress> resolved = List.of();

    Endpoint(Address address) {
        this.address = address;
    }

    /** As the operator wrote it. */
    public Address address() {
        return address;
    }

    /** Done once there is a first answer, good or bad. */
    CompletionStage<Void> known() {
        return known;
    }

    boolean isKnown() {
        return known.isDone();
    }

    /** Where to connect to now, null when the name has no address. */
    @Nullable InetSocketAddress current() {
        List<InetSocketAddress> all = resolved;
        return all.isEmpty() ? null : all.get(Math.floorMod(turn.get(), all.size()));
    }

    /** A connection to it failed: the next address takes its turn. */
    void failed(InetSocketAddress tried) {
        int now = turn.get();
        List<InetSocketAddress> all = resolved;
        if (all.size() > 1 && all.get(Math.floorMod(now, all.size())).equals(tried)) {
            turn.compareAndSet(now, now + 1);
        }
    }

    /** False when the name no longer resolves to this address. */
    boolean holds(InetSocketAddress candidate) {
        return resolved.contains(candidate);
    }

    /** The name's addresses, at least one; in any order. */
    void resolved(List<InetSocketAddress> addresses) {
        if (!(addresses.size() == resolved.size() && addresses.containsAll(resolved))) {
            resolved = List.copyOf(addresses);
        }
        known.complete(null);
    }

    /** The name could not be resolved: what was known holds on. */
    void unresolved() {
        known.complete(null);
    }

    /** As the operator wrote it. */
    @Override
    public String toString() {
        return address.toString();
    }
}
