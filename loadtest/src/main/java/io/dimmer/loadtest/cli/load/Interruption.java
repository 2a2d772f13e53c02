package io.dimmer.loadtest.cli.load;

import io.dimmer.loadtest.generate.OpenLoopGenerator;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Lets Ctrl-C end the plan and not the report: what was sent until then is waited for and told. */
final class Interruption implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 20;

    private final CountDownLatch told = new CountDownLatch(1);
    private final AtomicReference<@Nullable OpenLoopGenerator> running = new AtomicReference<>();
    private final Thread hook = new Thread(this::interrupt, "loadtest-interruption");

    Interruption() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** From now on this is what would be ended. */
    void ends(OpenLoopGenerator generator) {
        running.set(generator);
    }

    /** Everything is told, and the process may go. */
    @Override
    public void close() {
        running.set(null);
        told.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // It is running; it has what it waited for.
            return;
        }
    }

    private void interrupt() {
        OpenLoopGenerator generator = running.get();
        if (generator == null) {
            return;
        }
        generator.stop();
        try {
            var unused = told.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
