package io.dimmer.loadtest.time;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Rings once at the moment it is set to, on a thread of its own. It exists because the selector of an event loop sleeps in
 * whole milliseconds and would send up to half of one late, while a parked thread wakes within about a tenth of one.
 *
 * <p>Setting is cheap: it wakes the thread only when the new moment is before the one the thread sleeps towards. May be
 * called from any thread.
 */
public final class Alarm implements AutoCloseable {
    private static final long NEVER = Long.MAX_VALUE;

    private final ElapsedTime time;
    private final Runnable ring;
    private final Thread thread;
    private final AtomicLong moment = new AtomicLong(NEVER);
    private volatile boolean closed;

    private Alarm(String name, ElapsedTime time, Runnable ring) {
        this.time = time;
        this.ring = ring;
        this.thread = new Thread(this::watch, name);
        this.thread.setDaemon(true);
    }

    /** Starts an alarm that is not set; {@code ring} must not block and must not throw. */
    public static Alarm start(String name, ElapsedTime time, Runnable ring) {
        Alarm alarm = new Alarm(name, time, ring);
        alarm.thread.start();
        return alarm;
    }

    /** Rings at this moment instead of the one it was set to before; at once when the moment has passed. */
    public void set(long momentNanos) {
        long before = moment.getAndSet(momentNanos);
        if (momentNanos < before) {
            LockSupport.unpark(thread);
        }
    }

    /** Never rings again; waits until a ring that has begun is over. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch() {
        while (!closed) {
            long seen = moment.get();
            if (seen == NEVER) {
                LockSupport.park(this);
                continue;
            }
            long left = seen - time.nanos();
            if (left > 0) {
                LockSupport.parkNanos(this, left);
            } else if (moment.compareAndSet(seen, NEVER)) {
                // Lost when it was set anew in between: then the new moment is looked at.
                ring.run();
            }
        }
    }
}
