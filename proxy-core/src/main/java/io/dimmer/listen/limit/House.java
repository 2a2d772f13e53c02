package io.dimmer.listen.limit;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** All listeners together: what they share of rules and counts. Any thread. */
public final class House {
    /** Of the connections that are refused, how many may still be told why; at least some. */
    private static final int TOLD_SHARE = 8;

    private static final int TOLD_LEAST = 64;

    /** What a connection costs beside buffers, on the heap and in the kernel's books, rounded up. */
    private static final long CONNECTION_BYTES = 4096;

    private final Crowd crowd = new Crowd();
    private final AtomicInteger beingTold = new AtomicInteger();
    private final MemoryBudget memory;
    private final Map<String, Door> doors = new ConcurrentHashMap<>();
    private volatile HouseRules rules;

    /**
     * Nobody is here.
     *
     * @param buffers bytes in buffers now; asked once in a few milliseconds at most
     * @param mostBuffers bytes that Java allows
     */
    public House(HouseRules rules, LongSupplier buffers, long mostBuffers) {
        this.rules = rules;
        this.memory = new MemoryBudget(() -> buffers.getAsLong() + CONNECTION_BYTES * crowd.count(), mostBuffers);
    }

    /** Every request that begins from now on is held to these. */
    public void replace(HouseRules next) {
        rules = next;
        doors.values().forEach(door -> door.replace(next.of(door.listener())));
    }

    /** The door of a listener, the same for the same name. */
    public Door door(String listener) {
        return doors.computeIfAbsent(listener, name -> new Door(this, name, rules.of(name)));
    }

    /** Bytes that clients hold in buffers and connections now. */
    public long heldBytes() {
        return memory.held();
    }

    MemoryBudget memory() {
        return memory;
    }

    Crowd crowd() {
        return crowd;
    }

    ClientRules rules() {
        return rules.all();
    }

    /** True when one that is refused can be told so; {@link #told} follows. */
    boolean mayTell() {
        if (beingTold.incrementAndGet() <= TOLD_LEAST + rules.all().connections() / TOLD_SHARE) {
            return true;
        }
        told();
        return false;
    }

    void told() {
        beingTold.decrementAndGet();
    }
}
