package io.dimmer.wire.timeout;

import io.dimmer.time.ElapsedTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The timeouts of one event loop: a list for each distinct duration, and one wake-up at a time for all of them, so that
 * a request costs neither a timer nor a wake-up. Confined to its event loop.
 *
 * <p>What runs out is noticed a few milliseconds late, never early.
 */
public final class Timeouts {
    /** How close to each other two wake-ups may be. */
    static final long COARSE_NANOS = 5_000_000;

    private final ElapsedTime time;
    private final Alarm alarm;
    private final List<TimeoutList> lists = new ArrayList<>();
    private boolean armed;
    private long armedNanos;
    private long recentNanos;

    /** Wakes up the loop. */
    @FunctionalInterface
    public interface Alarm {
        /** Runs the task on the loop after that time. */
        void after(long nanos, Runnable task);
    }

    /** Nothing runs yet. */
    public Timeouts(ElapsedTime time, Alarm alarm) {
        this.time = time;
        this.alarm = alarm;
        this.recentNanos = time.nanos();
    }

    /** The list of what may take that long; made when it is asked for first, the same ever after. */
    public TimeoutList of(Duration duration) {
        long nanos = Math.max(0, duration.toNanos());
        for (int i = 0; i < lists.size(); i++) {
            if (lists.get(i).durationNanos() == nanos) {
                return lists.get(i);
            }
        }
        TimeoutList added = new TimeoutList(this, nanos);
        lists.add(added);
        return added;
    }

    /** Elapsed time now. */
    public long nanos() {
        recentNanos = time.nanos();
        return recentNanos;
    }

    /**
     * Elapsed time when it was last asked for on this loop: for what begins in the same call, microseconds later. Asking the
     * clock is one of the dearer things that a request does.
     */
    public long recentNanos() {
        return recentNanos;
    }

    /** Asks for a wake-up at that moment, unless an earlier one is on its way. */
    void wakeAt(long atNanos) {
        if (armed && armedNanos - atNanos <= COARSE_NANOS) {
            return;
        }
        armed = true;
        armedNanos = atNanos;
        alarm.after(Math.max(COARSE_NANOS, atNanos - time.nanos()), () -> wake(atNanos));
    }

    private void wake(long plannedNanos) {
        if (!armed || plannedNanos != armedNanos) {
            // An earlier wake-up was asked for after this one: it has taken over.
            return;
        }
        armed = false;
        try {
            expire();
        } finally {
            // Whoever throws must not take the timeouts of all others with it.
            wakeForNext();
        }
    }

    /** Ends everything whose time is over. */
    private void expire() {
        long now = time.nanos();
        for (int i = 0; i < lists.size(); i++) {
            lists.get(i).expire(now);
        }
    }

    private void wakeForNext() {
        boolean some = false;
        long next = 0;
        for (int i = 0; i < lists.size(); i++) {
            TimeoutList list = lists.get(i);
            if (!list.isEmpty() && (!some || list.nextNanos() - next < 0)) {
                some = true;
                next = list.nextNanos();
            }
        }
        if (some) {
            wakeAt(next);
        }
    }
}
