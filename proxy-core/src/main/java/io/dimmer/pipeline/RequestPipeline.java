package io.dimmer.pipeline;

import io.dimmer.assign.AssignLoop;
import io.dimmer.exchange.AssignmentReason;
import io.dimmer.exchange.Exchange;
import io.dimmer.exchange.ExchangeListener;
import io.dimmer.exchange.Outcome;
import io.dimmer.route.Route;
import io.dimmer.wire.head.Http1RequestHead;
import io.dimmer.wire.timeout.Timeouts;
import java.util.function.Supplier;

/** The spine of one event loop: what happens to a request, in order. Confined to that loop. */
final class RequestPipeline {
    private final Supplier<EdgeSnapshot> edges;
    private final AssignLoop assigning;
    private final ExchangeListener listener;
    private final Timeouts timeouts;
    private final FaultLog faults;

    RequestPipeline(Supplier<EdgeSnapshot> edges, AssignLoop assigning, ExchangeListener listener, Timeouts timeouts) {
        this.edges = edges;
        this.assigning = assigning;
        this.listener = listener;
        this.timeouts = timeouts;
        this.faults = new FaultLog(timeouts::nanos);
    }

    /** Match a route; choose a version; forward. Whatever cannot be done ends the exchange with its own word. */
    void handle(Conversation conversation, Http1RequestHead head, Exchange exchange) {
        EdgeSnapshot edge = edges.get();
        Route route = edge.routes().find(head, exchange.client());
        if (route == null) {
            conversation.end(Outcome.NO_ROUTE, "No route matches this request");
            return;
        }
        ServiceEdge service = edge.services().get(route.service());
        exchange.routed(route.number(), service.number());
        conversation.routed(route, service);
        if (head.isLastHop()) {
            conversation.arrivedHere(head);
            return;
        }
        switch (service.assigner().assign(exchange, assigning)) {
            case UNKNOWN_VERSION ->
                conversation.end(
                        Outcome.UNKNOWN_VERSION, "The service has no such version; it has " + service.versions());
            case NO_VERSION -> conversation.end(Outcome.NO_VERSION, nobody(exchange));
            case REDIRECT -> conversation.redirect(service.assigner().redirect(exchange));
            case ASSIGNED -> {
                // Asked when the request had arrived in full, a moment ago.
                exchange.attempted(timeouts.recentNanos());
                listener.assigned(exchange);
                // The lease, the attempt and its answer: the conversation ends the exchange when they are done.
                conversation.forward(head, service);
            }
        }
    }

    private static String nobody(Exchange exchange) {
        return exchange.reason() == AssignmentReason.FORCED
                ? "The forced version takes no requests"
                : "No version can serve this request now";
    }

    ExchangeListener listener() {
        return listener;
    }

    Timeouts timeouts() {
        return timeouts;
    }

    FaultLog faults() {
        return faults;
    }
}
