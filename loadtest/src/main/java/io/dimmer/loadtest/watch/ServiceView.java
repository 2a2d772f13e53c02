package io.dimmer.loadtest.watch;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** One service as the admin API shows it, as far as a load test cares. */
record ServiceView(String name, String stable, boolean killSwitch, SortedMap<String, VersionView> versions) {

    /** One version of it. */
    record VersionView(String state, String cause, double share, String build, String verdict, String sentence) {}

    /** A change between two views. */
    record Change(String kind, String text) {}

    static ServiceView of(JsonNode json) {
        SortedMap<String, VersionView> versions = new TreeMap<>();
        json.path("versions").properties().forEach(entry -> versions.put(entry.getKey(), version(entry.getValue())));
        return new ServiceView(
                json.path("name").asText(""),
                json.path("stable").asText(""),
                json.path("killSwitch").asBoolean(false),
                versions);
    }

    private static VersionView version(JsonNode json) {
        JsonNode guard = json.path("guard");
        return new VersionView(
                json.path("state").asText(""),
                json.path("cause").asText(""),
                json.path("share").path("configured").asDouble(0),
                json.path("build").asText(""),
                guard.path("verdict").asText(""),
                guard.path("sentence").asText(""));
    }

    /** What is different in {@code next}, in words. */
    List<Change> changesTo(ServiceView next) {
        List<Change> changes = new ArrayList<>();
        if (!stable.equals(next.stable)) {
            changes.add(new Change("stable", "stable is " + next.stable));
        }
        if (killSwitch != next.killSwitch) {
            changes.add(new Change("kill-switch", "kill switch " + (next.killSwitch ? "on" : "off")));
        }
        next.versions.forEach((version, now) -> {
            VersionView before = versions.get(version);
            if (before != null) {
                changes.addAll(changes(version, before, now));
            }
        });
        return changes;
    }

    private static List<Change> changes(String version, VersionView before, VersionView now) {
        List<Change> changes = new ArrayList<>();
        if (!before.state.equals(now.state)) {
            String cause = now.cause.isEmpty() || now.cause.equals("none") ? "" : " (" + now.cause + ")";
            changes.add(new Change("state", version + ": " + now.state + cause));
        }
        if (Math.abs(before.share - now.share) > 1e-6) {
            changes.add(new Change("weight", version + ": " + percent(before.share) + " → " + percent(now.share)));
        }
        if (!before.build.equals(now.build)) {
            changes.add(new Change("build", version + ": build " + now.build));
        }
        if (!before.verdict.equals(now.verdict) && now.verdict.equals("fail")) {
            changes.add(new Change("verdict", now.sentence));
        }
        return changes;
    }

    private static String percent(double share) {
        BigDecimal rounded = BigDecimal.valueOf(share * 100).setScale(2, RoundingMode.HALF_UP);
        return rounded.stripTrailingZeros().toPlainString() + " %";
    }
}
