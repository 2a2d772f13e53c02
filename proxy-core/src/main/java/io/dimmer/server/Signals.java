package io.dimmer.server;

import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sun.misc.Signal;

/**
 * What the system tells a running proxy: TERM and INT ask it to stop, and a second one to stop at once; HUP asks it to
 * read its file again. The one class that knows {@code sun.misc.Signal}: the JDK has no other way to hear of HUP, or to
 * end with exit code 0 after TERM.
 */
public final class Signals {
    private static final Logger LOG = LoggerFactory.getLogger(Signals.class);
    private static final int STOPPED_AT_ONCE = 130;

    private final CountDownLatch stop = new CountDownLatch(1);

    private Signals() {}

    /**
     * Listens from now on.
     *
     * @param reload runs on the system's signal thread and must not block
     */
    public static Signals listen(Runnable reload) {
        Signals signals = new Signals();
        handle("TERM", signals::stopOrLeave);
        handle("INT", signals::stopOrLeave);
        handle("HUP", reload);
        return signals;
    }

    private static void handle(String name, Runnable action) {
        try {
            Signal.handle(new Signal(name), signal -> action.run());
        } catch (IllegalArgumentException e) {
            LOG.warn("signal {} cannot be heard here: {}", name, e.getMessage());
        }
    }

    private void stopOrLeave() {
        if (stop.getCount() == 0) {
            Runtime.getRuntime().halt(STOPPED_AT_ONCE);
        }
        stop.countDown();
    }

    /** Waits until somebody asks the proxy to stop. */
    public void awaitStop() throws InterruptedException {
        stop.await();
    }
}
