package io.dimmer.accesslog;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lines on their way from one event loop to the writer. Full is full: nobody waits, and nobody is woken up. A line that
 * is put in is exchanged for one that has been taken out before, so that in the long run nothing is allocated.
 */
final class Ring {
    private final @Nullable Line[] slots;

    /** Taken so far; written by the writer. */
    private final AtomicLong taken = new AtomicLong();

    /** Put so far; written by the event loop. */
    private final AtomicLong put = new AtomicLong();

    Ring(int capacity) {
        this.slots = new Line[capacity];
    }

    /**
     * Hands a line over; on the event loop.
     *
     * @return another one to use, or null when there is no room and the line stays with the caller
     */
    @Nullable Line exchange(Line line) {
        long at = put.getPlain();
        if (at - taken.getAcquire() >= slots.length) {
            return null;
        }
        int slot = (int) (at % slots.length);
        Line free = slots[slot];
        slots[slot] = line;
        put.setRelease(at + 1);
        return free == null ? new Line() : free;
    }

    /**
     * Takes what is there; on the writer's thread.
     *
     * @return how many lines that were
     */
    int drain(Consumer<Line> to) {
        long from = taken.getPlain();
        long end = put.getAcquire();
        for (long at = from; at < end; at++) {
            Line line = slots[(int) (at % slots.length)];
            try {
                if (line != null) {
                    to.accept(line);
                }
            } finally {
                taken.setRelease(at + 1);
            }
        }
        return (int) (end - from);
    }
}
