package io.dimmer.loadtest.report;

import io.dimmer.loadtest.compare.Comparison;
import io.dimmer.loadtest.record.Annotation;
import io.dimmer.loadtest.record.Ending;
import io.dimmer.loadtest.record.Label;
import io.dimmer.loadtest.record.LabelResult;
import io.dimmer.loadtest.record.Latencies;
import io.dimmer.loadtest.record.ProxySeries;
import io.dimmer.loadtest.record.RunResult;
import io.dimmer.loadtest.threshold.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The report for a terminal. Pure. */
final class TextReport {
    private static final String ROW = "%-20s %9s %8s  %9s %9s %9s %9s %9s  %9s %9s";

    private static final String PROXY_ROW = "%-20s %9s %8s  %9s %9s %13s %13s";

    private final Report report;
    private final RunDescription description;
    private final RunResult result;

    TextReport(Report report) {
        this.report = report;
        this.description = report.description();
        this.result = report.result();
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>(head());
        Optional<String> why = result.voidReason();
        if (why.isPresent()) {
            lines.add("");
            lines.add("VOID: " + why.get() + ".");
            lines.add("The figures would be those of the generator, so no percentiles are shown. Ask for a lower rate,"
                    + " give it a core of its own, or raise --late-limit.");
        } else {
            lines.addAll(table());
        }
        lines.addAll(failures());
        lines.addAll(differences());
        lines.addAll(proxy());
        lines.addAll(annotations());
        lines.addAll(findings());
        lines.add("");
        lines.add(report.sentence());
        return lines;
    }

    private List<String> head() {
        List<String> lines = new ArrayList<>();
        lines.add(description.target());
        lines.add(format(
                "  %.1f requests/s asked, %.1f reached, %,d requests in %.1f s",
                result.rateAsked(),
                result.rateReached(),
                result.planned(),
                result.length().toNanos() / 1e9));
        lines.add("  requests arrive " + description.plan());
        lines.add("  users " + description.users() + ", seed " + description.seed() + ", at most "
                + description.connections() + " connections");
        lines.add("  the generator was late by " + millis(result.lag().p50()) + " in half of the cases, "
                + millis(result.lag().p99()) + " at 99 %, "
                + millis(result.lag().max()) + " at most");
        lines.add("  " + description.machine());
        if (!description.versions().isEmpty()) {
            lines.add("  " + words(description.versions()));
        }
        return lines;
    }

    private List<String> table() {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(format(ROW, "", "", "", "from the", "planned", "moment", "", "", "from", "sending"));
        lines.add(format(ROW, "", "requests", "failed", "p50", "p90", "p99", "p99.9", "max", "p50", "p99"));
        result.labels().forEach((label, numbers) -> lines.add(row(label, numbers)));
        if (result.waited() > 0) {
            lines.add("");
            lines.add(format(
                    "%,d requests waited because all %d connections were busy; that is part of their latency from the"
                            + " planned moment.",
                    result.waited(), description.connections()));
        }
        return lines;
    }

    private static String row(Label label, LabelResult numbers) {
        Latencies planned = numbers.fromPlanned();
        return format(
                ROW,
                label.words(),
                format("%,d", numbers.requests()),
                format("%,d", numbers.failures()),
                cell(planned, Percentile.P50),
                cell(planned, Percentile.P90),
                cell(planned, Percentile.P99),
                cell(planned, Percentile.P999),
                millis(planned.max()),
                cell(numbers.fromSending(), Percentile.P50),
                cell(numbers.fromSending(), Percentile.P99));
    }

    private List<String> failures() {
        List<String> lines = new ArrayList<>();
        result.labels().forEach((label, numbers) -> {
            for (Map.Entry<Ending, Long> ending : numbers.endings().entrySet()) {
                if (ending.getKey().failed()) {
                    lines.add(format(
                            "failed  %-20s %-17s %,d",
                            label.words(), ending.getKey().word(), ending.getValue()));
                }
            }
        });
        if (!lines.isEmpty()) {
            lines.add(0, "");
        }
        return lines;
    }

    private List<String> differences() {
        List<String> lines = new ArrayList<>();
        for (Comparison comparison : report.comparisons()) {
            lines.add("");
            lines.addAll(ComparisonLines.of(comparison));
        }
        return lines;
    }

    private List<String> proxy() {
        List<String> lines = new ArrayList<>();
        List<ProxySeries> seen = report.proxy().orElse(List.of());
        if (report.proxy().isPresent()) {
            lines.add("");
            lines.add(seen.isEmpty() ? Report.PROXY_SAW_NOTHING : "what the proxy measured of this run:");
        }
        if (!seen.isEmpty()) {
            lines.add(format(PROXY_ROW, "", "requests", "errors", "p50", "p99", "upstream p50", "upstream p99"));
        }
        for (ProxySeries one : seen) {
            lines.add(format(
                    PROXY_ROW,
                    one.words(),
                    format("%,d", one.requests()),
                    format("%,d", one.errors()),
                    cell(one.duration().p50()),
                    cell(one.duration().p99()),
                    cell(one.upstream().p50()),
                    cell(one.upstream().p99())));
        }
        return lines;
    }

    private static String cell(Optional<Duration> latency) {
        return latency.map(TextReport::millis).orElse("-");
    }

    private List<String> annotations() {
        List<String> lines = new ArrayList<>();
        for (Annotation annotation : report.annotations()) {
            lines.add(format("%8.1f s  %s", annotation.atNanos() / 1e9, annotation.text()));
        }
        if (!lines.isEmpty()) {
            lines.add(0, "");
            lines.add(1, "what changed meanwhile:");
        }
        return lines;
    }

    private List<String> findings() {
        List<String> lines = new ArrayList<>();
        for (Finding finding : report.findings()) {
            lines.add(
                    format("threshold  %-6s  %-28s %s", finding.state().word(), finding.threshold(), finding.value()));
        }
        if (!lines.isEmpty()) {
            lines.add(0, "");
        }
        return lines;
    }

    private static String words(Map<String, String> versions) {
        return versions.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    private static String cell(Latencies latencies, Percentile percentile) {
        return percentile.of(latencies).map(TextReport::millis).orElse("-");
    }

    private static String millis(Duration duration) {
        double millis = duration.toNanos() / 1e6;
        return format(millis < 10 ? "%.2f ms" : "%.1f ms", millis);
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
