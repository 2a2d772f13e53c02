package io.dimmer.listen.limit;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** One listener's rules, who came in through it, and which limits were met. Any thread. */
public final class Door {
    private final House house;
    private final String listener;
    private final Crowd crowd = new Crowd();
    private final AtomicInteger open = new AtomicInteger();
    private final Map<Limit, LongAdder> met = new EnumMap<>(Limit.class);
    private volatile ClientRules rules;

    Door(House house, String listener, ClientRules rules) {
        this.house = house;
        this.listener = listener;
        this.rules = rules;
        for (Limit limit : Limit.values()) {
            met.put(limit, new LongAdder());
        }
    }

    void replace(ClientRules next) {
        rules = next;
    }

    /** The name of the listener. */
    public String listener() {
        return listener;
    }

    /** What is asked of those who come in here, as of now. */
    public ClientRules rules() {
        return rules;
    }

    /** Somebody has connected. */
    public Visit visit(long nowNanos) {
        return new Visit(this, house, nowNanos);
    }

    /** A client met a limit. */
    public void met(Limit limit) {
        count(limit).increment();
    }

    /** How often a limit was met. */
    public long timesMet(Limit limit) {
        return count(limit).sum();
    }

    private LongAdder count(Limit limit) {
        return Objects.requireNonNull(met.get(limit));
    }

    /** True when nobody new should be served, for memory is short; that counts as having met the limit. */
    public boolean isMemorySpent(long nowNanos) {
        if (house.memory().isSpent(rules.memory(), nowNanos)) {
            met(Limit.MEMORY);
            return true;
        }
        return false;
    }

    /** Connections that are open, refused ones included as long as they last. */
    public int connections() {
        return open.get();
    }

    Crowd crowd() {
        return crowd;
    }

    AtomicInteger open() {
        return open;
    }
}
