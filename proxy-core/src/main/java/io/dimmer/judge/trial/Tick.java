package io.dimmer.judge.trial;

import java.util.List;
import java.util.Optional;

/**
 * What a trial is told at one tick.
 *
 * @param nowNanos elapsed time, of any origin
 * @param split the split number in force: counts the changes of the ratio of the two weights and of the two states
 * @param handOvers what each event loop resolved; one entry per loop, also from a loop that has nothing
 * @param breakerOpen whether a breaker keeps requests from the canary
 * @param share the count of first users per arm, once a minute; empty otherwise
 */
public record Tick(
        long nowNanos, long split, List<HandOver> handOvers, boolean breakerOpen, Optional<ShareCount> share) {

    /** Copies the list. */
    public Tick {
        handOvers = List.copyOf(handOvers);
    }

    /** A tick of facts alone. */
    public static Tick of(long nowNanos, long split, List<HandOver> handOvers) {
        return new Tick(nowNanos, split, handOvers, false, Optional.empty());
    }
}
