package io.dimmer.server;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the system tells a running proxy: TERM and INT ask it to stop, and a second one to stop at once; HUP asks it to
 * read its file again, USR1 to open its log anew. The one class that knows {@code sun.misc.Signal}: the JDK has no other way to hear of HUP, or to
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
     * @param reopen the same
     */
    public static Signals listen(Runnable reload, Runnable reopen) {
        Signals signals = new Signals();
        handle("TERM", signals::stopOrLeave);
        handle("INT", signals::stopOrLeave);
        handle("HUP", reload);
        handle("USR1", reopen);
        return signals;
    }

    /** By reflection, for the compiler warns of these types and no flag of it says otherwise. */
    private static void handle(String name, Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            MethodHandles.Lookup lookup = MethodHandles.publicLookup();
            MethodHandle run = lookup.findVirtual(Runnable.class, "run", MethodType.methodType(void.class))
                    .bindTo(action);
            Object heard =
                    MethodHandleProxies.asInterfaceInstance(handler, MethodHandles.dropArguments(run, 0, signal));
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), heard);
        } catch (ReflectiveOperationException e) {
            LOG.warn("signal {} cannot be heard here: {}", name, String.valueOf(e.getCause()));
        }
    }

    private void stopOrLeave() {
        if (stop.getCount() == 0) {
            Runtime.getRuntime().halt(STOPPED_AT_ONCE);
        }
        stop.countDown();
    }

    /** Asks the proxy to stop, as TERM does. */
    public void stop() {
        stop.countDown();
    }

    /** Waits until somebody asks the proxy to stop. */
    public void awaitStop() throws InterruptedException {
        stop.await();
    }
}
