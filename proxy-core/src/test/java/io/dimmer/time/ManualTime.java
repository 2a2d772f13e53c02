package io.dimmer.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Time that a test moves by hand: elapsed time, time of day and timers in one. Confined to the test's thread. */
public final class ManualTime implements ElapsedTime, InstantSource, Scheduler {
    private static final Instant START = Instant.parse("2026-11-20T12:00:00Z");

    private final List<Planned> planned = new ArrayList<>();
    private long nanos;

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public Instant instant() {
        return START.plusNanos(nanos);
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        return plan(new Planned(nanos + delay.toNanos(), 0, task));
    }

    @Override
    public Timer every(Duration period, Runnable task) {
        return plan(new Planned(nanos + period.toNanos(), period.toNanos(), task));
    }

    private Timer plan(Planned task) {
        planned.add(task);
        return () -> planned.removeIf(p -> p.task == task.task);
    }

    /** Moves on, and runs what is due in its order. */
    public void pass(Duration time) {
        long until = nanos + time.toNanos();
        for (Planned next = due(until); next != null; next = due(until)) {
            planned.remove(next);
            nanos = next.atNanos;
            if (next.periodNanos > 0) {
                planned.add(new Planned(nanos + next.periodNanos, next.periodNanos, next.task));
            }
            next.task.run();
        }
        nanos = until;
    }

    private @org.jspecify.annotations.Nullable Planned due(long until) {
        return planned.stream()
                .filter(p -> p.atNanos <= until)
                .min((a, b) -> Long.compare(a.atNanos, b.atNanos))
                .orElse(null);
    }

    private record Planned(long atNanos, long periodNanos, Runnable task) {}
}
