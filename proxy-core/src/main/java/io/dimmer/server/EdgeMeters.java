package io.dimmer.server;

import io.dimmer.listen.Listener;
import io.dimmer.listen.limit.Limit;
import io.dimmer.measure.meter.Meters;
import io.dimmer.pipeline.Edge;
import java.util.Map;

/** What the edge counts itself, lent to the meters. */
final class EdgeMeters {
    private EdgeMeters() {}

    static void show(Listener listener, Meters meters) {
        meters.gauge(
                "dimmer_connections_active",
                "Connections of clients that are open.",
                Map.of("listener", listener.name()),
                listener::connections);
        for (Limit limit : Limit.values()) {
            meters.counter(
                    "dimmer_limits_met",
                    "Times that a client met one of the limits in the configuration.",
                    Map.of("listener", listener.name(), "limit", limit.word()),
                    () -> listener.timesMet(limit));
        }
    }

    static void show(Edge edge, Meters meters) {
        meters.gauge(
                "dimmer_client_memory_bytes",
                "Memory that clients hold in buffers and connections.",
                Map.of(),
                edge::heldBytes);
    }
}
