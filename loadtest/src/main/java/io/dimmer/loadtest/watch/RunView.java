package io.dimmer.loadtest.watch;

import com.fasterxml.jackson.databind.JsonNode;
import io.dimmer.loadtest.record.ProxySeries;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One load test as the admin API shows it. Pure. */
final class RunView {
    private RunView() {}

    /** A series for each version. */
    static List<ProxySeries> of(String service, JsonNode run) {
        List<ProxySeries> all = new ArrayList<>();
        run.path("versions").properties().forEach(entry -> {
            JsonNode version = entry.getValue();
            all.add(new ProxySeries(
                    service,
                    entry.getKey(),
                    version.path("requests").asLong(),
                    version.path("errors").asLong(),
                    latency(version.path("duration")),
                    latency(version.path("upstream"))));
        });
        return all;
    }

    private static ProxySeries.Latency latency(JsonNode seconds) {
        return new ProxySeries.Latency(duration(seconds.path("p50")), duration(seconds.path("p99")));
    }

    private static Optional<Duration> duration(JsonNode seconds) {
        return seconds.isNumber()
                ? Optional.of(Duration.ofNanos(Math.round(seconds.asDouble() * 1e9)))
                : Optional.empty();
    }
}
