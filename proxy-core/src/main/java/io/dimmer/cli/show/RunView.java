package io.dimmer.cli.show;

import com.fasterxml.jackson.databind.JsonNode;
import io.dimmer.cli.terminal.Figures;
import io.dimmer.cli.terminal.Table;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The load tests of a service as people read them. */
final class RunView {
    private RunView() {}

    /** A table with a line for each run and version; nothing without a run. */
    static List<String> lines(JsonNode runs, Instant now) {
        if (runs.isEmpty()) {
            return List.of();
        }
        Table table = new Table("    ")
                .column("run", Table.Align.LEFT)
                .column("version", Table.Align.LEFT)
                .column("requests", Table.Align.RIGHT)
                .column("errors", Table.Align.RIGHT)
                .column("p50", Table.Align.LEFT)
                .column("p99", Table.Align.LEFT)
                .column("last", Table.Align.LEFT);
        for (JsonNode run : runs) {
            for (Map.Entry<String, JsonNode> version : run.path("versions").properties()) {
                row(table, run, version.getKey(), version.getValue(), now);
            }
        }
        List<String> lines = new ArrayList<>();
        lines.add("  load tests, which judge nothing and are in no figure above but \"running\":");
        lines.addAll(table.lines());
        return lines;
    }

    private static void row(Table table, JsonNode run, String name, JsonNode version, Instant now) {
        long requests = version.path("requests").asLong();
        table.row(
                run.path("run").asText(),
                name,
                Figures.count(requests),
                Figures.percent((double) version.path("errors").asLong() / Math.max(1, requests), 2),
                latency(version.path("duration").path("p50")),
                latency(version.path("duration").path("p99")),
                ago(run.path("to").asText(), now));
    }

    private static String latency(JsonNode seconds) {
        return seconds.isNumber() ? Figures.seconds(seconds.asDouble()) : Figures.UNKNOWN;
    }

    private static String ago(String instant, Instant now) {
        try {
            return Figures.ago(Duration.between(Instant.parse(instant), now));
        } catch (DateTimeException e) {
            return instant;
        }
    }
}
