package io.dimmer.server.takeover;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** What was lent is taken back: a process that was killed lets go of locks and sockets one after the other. Stateless. */
public final class Again {
    private static final int TRIES = 50;
    private static final long PAUSE_MILLIS = 100;

    private Again() {}

    /** Something that may be there in a moment. */
    @FunctionalInterface
    public interface Step {
        /** Tries it. */
        void run() throws IOException;
    }

    /**
     * Tries it for five seconds at most; blocks.
     *
     * @throws IOException of the last try
     */
    public static void untilItWorks(Step step) throws IOException {
        for (int tries = 1; ; tries++) {
            try {
                step.run();
                return;
            } catch (IOException e) {
                if (tries == TRIES) {
                    throw e;
                }
                new CompletableFuture<Void>()
                        .completeOnTimeout(null, PAUSE_MILLIS, TimeUnit.MILLISECONDS)
                        .join();
            }
        }
    }
}
