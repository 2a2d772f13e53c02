package io.dimmer.control.loop;

import io.dimmer.time.Scheduler;
import java.time.Duration;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one control thread and its queue. Protective work overtakes what waits, but never interrupts what runs; a task
 * that throws is logged and the next one runs.
 */
public final class ControlQueue implements Executor, Scheduler, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ControlQueue.class);
    private static final long STOP_SECONDS = 10;

    private final BlockingDeque<Runnable> waiting = new LinkedBlockingDeque<>();
    private final Thread thread = new Thread(this::run, "dimmer-control");
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "dimmer-control-clock");
        made.setDaemon(true);
        return made;
    });
    private volatile boolean open = true;

    private ControlQueue() {
        thread.setDaemon(true);
    }

    /** A queue whose thread runs. */
    public static ControlQueue start() {
        ControlQueue queue = new ControlQueue();
        queue.thread.start();
        return queue;
    }

    @Override
    public void execute(Runnable task) {
        waiting.addLast(task);
    }

    /** Runs the task before everything that waits. */
    public void overtake(Runnable task) {
        waiting.addFirst(task);
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        ScheduledFuture<?> planned = clock.schedule(() -> execute(task), delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> planned.cancel(false);
    }

    @Override
    public Timer every(Duration period, Runnable task) {
        ScheduledFuture<?> planned = clock.scheduleWithFixedDelay(
                () -> execute(task), period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
        return () -> planned.cancel(false);
    }

    /** Runs what waits, then ends the thread; later tasks are dropped. Waits for it. */
    @Override
    public void close() {
        clock.shutdownNow();
        execute(() -> open = false);
        try {
            thread.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (open) {
            try {
                waiting.takeFirst().run();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.error("a control task failed; the next one runs", e);
            }
        }
    }
}
