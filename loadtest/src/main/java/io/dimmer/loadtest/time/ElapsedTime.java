package io.dimmer.loadtest.time;

/**
 * Nanoseconds that have passed since an origin of its own: never negative, never going back, unrelated to the wall clock.
 * Values of one instance can be compared and subtracted without fear of overflow. May be called from any thread.
 */
@FunctionalInterface
public interface ElapsedTime {

    /** The nanoseconds since the origin. */
    long nanos();

    /** The time of this machine, starting at zero now. */
    static ElapsedTime system() {
        long origin = System.nanoTime();
        return () -> System.nanoTime() - origin;
    }
}
