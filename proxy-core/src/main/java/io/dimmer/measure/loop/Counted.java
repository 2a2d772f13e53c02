package io.dimmer.measure.loop;

import java.util.EnumMap;

/** {@link Counters} for each constant of an enumeration. One event loop writes, any thread reads. */
public final class Counted<E extends Enum<E>> {
    private final EnumMap<E, Counters> byConstant;

    /** So many counters for each constant. */
    Counted(Class<E> type, int width) {
        this.byConstant = new EnumMap<>(type);
        for (E constant : type.getEnumConstants()) {
            byConstant.put(constant, new Counters(width));
        }
    }

    /** Adds one; on the loop that owns it. */
    void increment(E constant, int index) {
        of(constant).increment(index);
    }

    /** Any thread. */
    public long get(E constant, int index) {
        return of(constant).get(index);
    }

    private Counters of(E constant) {
        Counters found = byConstant.get(constant);
        if (found == null) {
            throw new IllegalStateException(constant + " has no counter");
        }
        return found;
    }
}
