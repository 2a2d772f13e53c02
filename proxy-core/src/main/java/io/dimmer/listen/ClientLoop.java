package io.dimmer.listen;

import io.dimmer.exchange.Outcome;
import io.dimmer.listen.limit.ClientRules;
import io.dimmer.wire.LoopContext;
import io.dimmer.wire.timeout.TimeoutList;
import io.dimmer.wire.timeout.Timeouts;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The client connections of one event loop, and what they share. Confined to that loop. */
public final class ClientLoop {
    /** How long a client that closed its half may have to wait for the next bytes of its answer. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    /** How long a connection that was closed by us may go on sending. */
    private static final Duration LINGER = Duration.ofSeconds(2);

    /** How long an idle connection may still bring a request while the proxy stops. */
    private static final Duration QUIET = Duration.ofSeconds(1);

    private final LoopContext context;
    private final Timeouts timeouts;
    private final RequestHandler.Factory handlers;
    private final Set<ClientConnection> connections = new HashSet<>();
    private boolean stopping;

    /** Without any connection. */
    public ClientLoop(LoopContext context, Timeouts timeouts, RequestHandler.Factory handlers) {
        this.context = context;
        this.timeouts = timeouts;
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

    TimeoutList betweenRequests(ClientRules rules) {
        return timeouts.of(stopping ? QUIET : rules.idleTimeout());
    }

    TimeoutList grace() {
        return timeouts.of(GRACE);
    }

    TimeoutList linger() {
        return timeouts.of(LINGER);
    }

    boolean isStopping() {
        return stopping;
    }

    void add(ClientConnection connection) {
        connections.add(connection);
    }

    void remove(ClientConnection connection) {
        connections.remove(connection);
    }

    /** True when no client is connected. */
    public boolean isEmpty() {
        return connections.isEmpty();
    }

    /** From now on each connection ends with its exchange; idle ones have a moment left to bring one more. */
    public void stop() {
        stopping = true;
        connections.forEach(ClientConnection::stopping);
    }

    /**
     * Ends every exchange that runs, and closes every connection.
     *
     * @return how many exchanges were cut
     */
    public int cut(Outcome why) {
        int cut = 0;
        for (ClientConnection each : List.copyOf(connections)) {
            cut += each.cut(why, "The proxy is stopping") ? 1 : 0;
        }
        return cut;
    }
}
