package io.dimmer.time;

import java.time.Duration;

/** Runs something later. Implementations say on which thread; tests move the time by hand. */
public interface Scheduler {
    /**
     * Runs the task once, after the delay.
     *
     * @return the door to call it off
     */
    Timer after(Duration delay, Runnable task);

    /**
     * Runs the task again and again; what takes longer than the period delays the next run, none is made up for.
     *
     * @return the door to stop it
     */
    Timer every(Duration period, Runnable task);

    /** A task that was planned. */
    @FunctionalInterface
    interface Timer {
        /** Calls it off; one that runs already is not interrupted. */
        void cancel();
    }
}
