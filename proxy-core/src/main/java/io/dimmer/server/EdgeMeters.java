package io.dimmer.server;

import io.dimmer.accesslog.AccessLogs;
import io.dimmer.listen.Listener;
import io.dimmer.listen.limit.Limit;
import io.dimmer.measure.meter.Meters;
import io.dimmer.pipeline.Edge;
import java.util.Map;
import java.util.function.LongSupplier;

/** What the edge counts itself, lent to the meters. */
final class EdgeMeters {
    private static final String CONNECTIONS = "dimmer_connections_active";
    private static final String LIMITS_MET = "dimmer_limits_met";

    private EdgeMeters() {}

    static void show(Listener listener, Meters meters) {
        meters.gauge(
                CONNECTIONS,
                "Connections of clients that are open.",
                Map.of("listener", listener.name()),
                listener::connections);
        for (Limit limit : Limit.values()) {
            meters.counter(
                    LIMITS_MET,
                    "Times that a client met one of the limits in the configuration.",
                    Map.of("listener", listener.name(), "limit", limit.word()),
                    () -> listener.timesMet(limit));
        }
    }

    /** Takes back what was lent for a listener that is gone. */
    static void hide(String listener, Meters meters) {
        meters.withdraw(CONNECTIONS, Map.of("listener", listener));
        for (Limit limit : Limit.values()) {
            meters.withdraw(LIMITS_MET, Map.of("listener", listener, "limit", limit.word()));
        }
    }

    static void show(AccessLogs log, Meters meters) {
        show("written", log::written, meters);
        show("dropped", log::dropped, meters);
        show("failed", log::failed, meters);
    }

    private static void show(String result, LongSupplier lines, Meters meters) {
        meters.counter(
                "dimmer_access_log_lines",
                "Lines of the access log: written, dropped for want of room, failed to be written.",
                Map.of("result", result),
                lines::getAsLong);
    }

    static void show(Edge edge, Meters meters) {
        meters.gauge(
                "dimmer_client_memory_bytes",
                "Memory that clients hold in buffers and connections.",
                Map.of(),
                edge::heldBytes);
    }
}
