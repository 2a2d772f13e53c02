package io.dimmer.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Small integers for things that have names, from 0 on, for the life of the process: counters are arrays. A thing that
 * comes back after a reload has the number it had. Numbers are given on the control thread; any thread may ask.
 *
 * @param <T> what is numbered, equal when it is the same
 */
final class Numbers<T> {
    private final Map<T, Integer> numbers = new ConcurrentHashMap<>();
    private final List<T> things = new ArrayList<>();

    /** Its number, a new one for a newcomer. */
    synchronized int of(T thing) {
        Integer known = numbers.get(thing);
        if (known != null) {
            return known;
        }
        things.add(thing);
        numbers.put(thing, things.size() - 1);
        return things.size() - 1;
    }

    /** What has that number; empty when nothing has. */
    synchronized Optional<T> thing(int number) {
        return number >= 0 && number < things.size() ? Optional.of(things.get(number)) : Optional.empty();
    }

    /** How many there are: all numbers are below. */
    synchronized int count() {
        return things.size();
    }
}
