package io.dimmer.listen;

import io.dimmer.exchange.Outcome;
import io.dimmer.listen.limit.ClientRules;
import io.dimmer.wire.LoopContext;
import io.dimmer.wire.timeout.TimeoutList;
import io.dimmer.wire.timeout.Timeouts;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The client connections of one event loop, and what they share. Confined to that loop. */
public final class ClientLoop {
    /** How long a connection that was closed by us may go on sending. */
    private static final Duration LINGER = Duration.ofSeconds(2);

    /** How long an idle connection may still bring a request when its listener goes. */
    private static final Duration QUIET = Duration.ofSeconds(1);

    private final LoopContext context;
    private final Timeouts timeouts;
    private final Duration grace;
    private final RequestHandler.Factory handlers;
    private final Map<ClientConnection, Doorway> connections = new HashMap<>();
    private Duration quiet = QUIET;
    private boolean stopping;

    /**
     * Without any connection.
     *
     * @param grace how long a client that closed its half may have to wait for the next bytes of its answer
     */
    public ClientLoop(LoopContext context, Timeouts timeouts, Duration grace, RequestHandler.Factory handlers) {
        this.context = context;
        this.timeouts = timeouts;
        this.grace = grace;
        this.handlers = handlers;
    }

    LoopContext context() {
        return context;
    }

    RequestHandler handlerFor(ClientConnection connection) {
        return handlers.of(connection);
    }

    long nanos() {
        return timeouts.nanos();
    }

    TimeoutList timeout(Duration time) {
        return timeouts.of(time);
    }

    /** Between requests. */
    TimeoutList betweenRequests(ClientRules rules, boolean leaving) {
        return timeouts.of(leaving ? quiet : rules.idleTimeout());
    }

    TimeoutList grace() {
        return timeouts.of(grace);
    }

    TimeoutList linger() {
        return timeouts.of(LINGER);
    }

    boolean isStopping() {
        return stopping;
    }

    void add(ClientConnection connection, Doorway doorway) {
        connections.put(connection, doorway);
    }

    void remove(ClientConnection connection) {
        connections.remove(connection);
    }

    /** True when no client is connected. */
    public boolean isEmpty() {
        return connections.isEmpty();
    }

    /**
     * From now on each connection ends with its exchange. Long-lived ones are asked to leave, each at a moment of its
     * own, so that those who come back elsewhere do not come all at once.
     *
     * @param idle how long an idle connection may still bring one more request
     * @param spread within which the long-lived ones are asked
     */
    public void stop(Duration idle, Duration spread) {
        stopping = true;
        quiet = idle;
        connections.keySet().forEach(each -> goingAway(each, spread));
    }

    /** The same for the connections of one listener, once it has been {@link Listener#leave left}. */
    public void leave(Listener listener, Duration spread) {
        connections.forEach((each, doorway) -> {
            if (doorway == listener.doorway()) {
                goingAway(each, spread);
            }
        });
    }

    private void goingAway(ClientConnection each, Duration spread) {
        if (!each.isInHand()) {
            each.goAway();
            return;
        }
        long nanos = ThreadLocalRandom.current().nextLong(spread.toNanos() + 1);
        Future<?> unused = context.loop().schedule(() -> each.goAway(), nanos, TimeUnit.NANOSECONDS);
    }

    /**
     * Ends every exchange that runs on a connection of that listener, and closes its connections.
     *
     * @return how many exchanges were cut
     */
    public int cut(Listener listener, Outcome why) {
        return cut(why, doorway -> doorway == listener.doorway(), "The listener is gone");
    }

    /**
     * Ends every exchange that runs, and closes every connection.
     *
     * @return how many exchanges were cut
     */
    public int cut(Outcome why) {
        return cut(why, doorway -> true, "The proxy is stopping");
    }

    private int cut(Outcome why, Predicate<Doorway> which, String detail) {
        int cut = 0;
        for (Map.Entry<ClientConnection, Doorway> each : Map.copyOf(connections).entrySet()) {
            if (which.test(each.getValue())) {
                cut += each.getKey().cut(why, detail) ? 1 : 0;
            }
        }
        return cut;
    }
}
