package io.dimmer.time;

/**
 * Elapsed time, for measuring distances only: its zero means nothing, and it never runs backwards. Any thread may ask.
 */
@FunctionalInterface
public interface ElapsedTime {
    /** The clock of the machine. */
    ElapsedTime SYSTEM = System::nanoTime;

    /** Nanoseconds since some fixed moment. */
    long nanos();
}
