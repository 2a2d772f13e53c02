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

/** One service as people read it. */
final class StatusView {
    private static final int NAME_WIDTH = 9;
    private static final String READY = "ready";

    private final JsonNode service;
    private final Instant now;

    /**
     * Reads a service as the admin API shows it.
     *
     * @param now for how long ago things were
     */
    StatusView(JsonNode service, Instant now) {
        this.service = service;
        this.now = now;
    }

    /** {@code shop       stable blue · no rollout · canary was drained 3 min ago by the guard: …}. */
    String headline() {
        List<String> parts = new ArrayList<>();
        String name = service.path("name").asText();
        String padded = name + " ".repeat(Math.max(0, NAME_WIDTH - name.length()));
        parts.add(padded + "  stable " + service.path("stable").asText());
        if (service.path("killSwitch").asBoolean()) {
            parts.add("KILL SWITCH ON: everyone gets " + service.path("stable").asText() + setBy("killSwitch"));
        }
        parts.add("no rollout");
        for (Map.Entry<String, JsonNode> version : versions()) {
            if (!version.getValue().path("state").asText().equals(READY)) {
                parts.add(turnedDown(version.getKey(), version.getValue()));
            }
        }
        return String.join(" · ", parts);
    }

    private Iterable<Map.Entry<String, JsonNode>> versions() {
        return service.path("versions").properties();
    }

    private String turnedDown(String name, JsonNode version) {
        String what = version.path("state").asText().equals("drain") ? " was drained " : " was put in maint ";
        String why =
                version.path("why").isTextual() ? ": " + version.path("why").asText() : "";
        return name + what + ago(version.path("since").asText()) + by(name, version) + why;
    }

    private String by(String name, JsonNode version) {
        String cause = version.path("cause").asText();
        String key = "versions." + name + ".state";
        for (JsonNode difference : service.path("differsFromFile")) {
            if (cause.equals("person") && difference.path("key").asText().equals(key)) {
                return person(difference.path("by").asText());
            }
        }
        return switch (cause) {
            case "guard" -> " by the guard";
            case "person" -> " by a person";
            case "file" -> " by the file";
            default -> " (" + cause + ")";
        };
    }

    private static String person(String by) {
        return by.equals("local") ? " by a person" : " by " + by;
    }

    private String setBy(String key) {
        for (JsonNode difference : service.path("differsFromFile")) {
            if (difference.path("key").asText().equals(key)) {
                return person(difference.path("by").asText()) + " "
                        + ago(difference.path("at").asText());
            }
        }
        return "";
    }

    private String ago(String instant) {
        try {
            return Figures.ago(Duration.between(Instant.parse(instant), now));
        } catch (DateTimeException e) {
            return instant;
        }
    }

    /** The headline, and a line for each version. */
    List<String> lines() {
        Table table = new Table("  ")
                .column("version", Table.Align.LEFT)
                .column("state", Table.Align.LEFT)
                .column("weight", Table.Align.POINT)
                .column("share", Table.Align.RIGHT)
                .column("users", Table.Align.RIGHT)
                .column("req/s", Table.Align.RIGHT)
                .column("errors", Table.Align.LEFT)
                .column("p50", Table.Align.LEFT)
                .column("p99", Table.Align.LEFT)
                .column("running", Table.Align.POINT)
                .column("", Table.Align.LEFT);
        versions().forEach(version -> row(table, version.getKey(), version.getValue()));
        List<String> lines = new ArrayList<>();
        lines.add(headline());
        lines.addAll(table.lines());
        return lines;
    }

    private void row(Table table, String name, JsonNode version) {
        JsonNode last = version.path("last60s");
        long requests = last.path("requests").asLong();
        table.row(
                name,
                version.path("state").asText(),
                Figures.weight(version.path("weight").decimalValue()),
                Figures.percent(version.path("share").path("effective").asDouble(), 1),
                Figures.count(last.path("users").asLong()),
                Figures.perSecond(requests),
                requests == 0
                        ? Figures.UNKNOWN
                        : Figures.percent(last.path("errorRatio").asDouble(), 2),
                latency(last.path("p50"), requests),
                latency(last.path("p99"), requests),
                Figures.count(version.path("inFlight").asLong()),
                note(name, version));
    }

    private static String latency(JsonNode seconds, long requests) {
        return requests == 0 || !seconds.isNumber() ? Figures.UNKNOWN : Figures.seconds(seconds.asDouble());
    }

    private String note(String name, JsonNode version) {
        List<String> notes = new ArrayList<>();
        JsonNode hold = version.path("guard").path("hold");
        if (hold.isTextual()) {
            notes.add("held: " + hold.asText());
        }
        List<String> files = new ArrayList<>();
        for (JsonNode difference : service.path("differsFromFile")) {
            String key = difference.path("key").asText();
            if (key.startsWith("versions." + name + ".")) {
                String rest = key.substring(("versions." + name + ".").length());
                files.add((rest.equals("state") ? "" : rest + " ")
                        + difference.path("file").asText());
            }
        }
        long streams = version.path("streams").asLong();
        if (streams > 0 && !version.path("state").asText().equals(READY)) {
            notes.add(Figures.count(streams) + (streams == 1 ? " stream is left" : " streams are left"));
        }
        if (!files.isEmpty()) {
            notes.add("differs from the file (" + String.join(", ", files) + ")");
        }
        return String.join(" · ", notes);
    }

    /** The same, and what the guard thinks of each version. */
    List<String> detail() {
        List<String> lines = new ArrayList<>(lines());
        for (Map.Entry<String, JsonNode> version : versions()) {
            JsonNode guard = version.getValue().path("guard");
            if (guard.isObject()) {
                lines.addAll(guard(version.getKey(), guard));
            }
        }
        return lines;
    }

    private static List<String> guard(String name, JsonNode guard) {
        List<String> lines = new ArrayList<>();
        lines.add("  guard of " + name + ": " + guard.path("verdict").asText() + ", " + evidence(guard) + ", trial "
                + guard.path("trial").asLong());
        lines.add("    " + guard.path("sentence").asText());
        for (JsonNode finding : guard.path("findings")) {
            lines.add("    " + finding.path("check").asText() + ": " + evidence(finding) + "; "
                    + finding.path("sentence").asText());
        }
        int divisor = guard.path("calibration").path("divisor").asInt(1);
        if (divisor > 1) {
            lines.add("    evidence is divided by " + divisor + ": stable, compared with itself, looked bad too often");
        }
        return lines;
    }

    private static String evidence(JsonNode of) {
        JsonNode evidence = of.path("evidence");
        return evidence.isNumber() ? Figures.percent(evidence.asDouble(), 0) + " of the drain line" : "no evidence yet";
    }
}
