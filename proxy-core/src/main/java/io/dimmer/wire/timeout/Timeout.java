package io.dimmer.wire.timeout;

import org.jspecify.annotations.Nullable;

/**
 * Something that may take too long: a node of at most one {@link TimeoutList}, kept by its owner and started again and
 * again, so that a timeout costs two links and no allocation. Confined to its event loop.
 */
public abstract class Timeout {
    @Nullable TimeoutList list;

    @Nullable Timeout before;

    @Nullable Timeout after;

    long startNanos;

    /** One that runs a task when its time is over. */
    public static Timeout of(Runnable task) {
        return new Timeout() {
            @Override
            protected void expired() {
                task.run();
            }
        };
    }

    /** The time is over. It no longer runs when this is called, and may be started again. */
    protected abstract void expired();

    /** True between start and the end of the time, or {@link #stop}. */
    public final boolean isRunning() {
        return list != null;
    }

    /** Forgets it; nothing happens when it does not run. */
    public final void stop() {
        TimeoutList mine = list;
        if (mine != null) {
            mine.remove(this);
        }
    }
}
