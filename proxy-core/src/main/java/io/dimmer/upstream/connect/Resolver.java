package io.dimmer.upstream.connect;

import io.dimmer.config.value.Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Resolves the names of endpoints on a thread of its own, at once and then again and again, so that no event loop ever
 * waits for a name and a moved service is found.
 *
 * <p>The machine's own resolver is asked ({@code /etc/hosts}, DNS, whatever it is configured for). A name that stops
 * resolving keeps the addresses it had. Any thread may call.
 */
public final class Resolver implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Resolver.class);

    /** How often a name is looked up again. */
    public static final Duration INTERVAL = Duration.ofSeconds(10);

    private final Lookup lookup;
    private final Duration interval;
    private final ScheduledExecutorService thread;
    private final Set<Endpoint> named = ConcurrentHashMap.newKeySet();

    /** Looks a name up; may block. */
    @FunctionalInterface
    public interface Lookup {
        /** All addresses of the name. */
        InetAddress[] all(String host) throws UnknownHostException;
    }

    /** Asks the machine's resolver. */
    public Resolver() {
        this(InetAddress::getAllByName, INTERVAL);
    }

    Resolver(Lookup lookup, Duration interval) {
        this.lookup = lookup;
        this.interval = interval;
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread made = new Thread(task, "dimmer-resolver");
            made.setDaemon(true);
            return made;
        });
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        this.thread = executor;
    }

    /** An endpoint; addresses are known at once, names soon. */
    public Endpoint endpoint(Address address) {
        Endpoint made = new Endpoint(address);
        if (address.isLiteral()) {
            look(made);
        } else {
            named.add(made);
            soon(made, Duration.ZERO);
        }
        return made;
    }

    /** Nobody needs it any more: its name is no longer looked up. */
    public void forget(Endpoint endpoint) {
        named.remove(endpoint);
    }

    private void soon(Endpoint endpoint, Duration delay) {
        try {
            Future<?> unused = thread.schedule(() -> lookAgain(endpoint), delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            endpoint.unresolved();
        }
    }

    private void lookAgain(Endpoint endpoint) {
        if (named.contains(endpoint)) {
            look(endpoint);
            soon(endpoint, interval);
        }
    }

    private void look(Endpoint endpoint) {
        Address address = endpoint.address();
        try {
            List<InetSocketAddress> found = Arrays.stream(lookup.all(address.host()))
                    .map(ip -> new InetSocketAddress(ip, address.port()))
                    .toList();
            endpoint.resolved(found);
        } catch (UnknownHostException e) {
            if (!endpoint.isKnown()) {
                LOG.warn("endpoint {}: the name has no address", address);
            }
            endpoint.unresolved();
        }
    }

    /** Names are no longer looked up. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
