package io.dimmer.loadtest.page;

import io.dimmer.loadtest.compare.Comparison;
import io.dimmer.loadtest.compare.Estimate;
import io.dimmer.loadtest.record.Ending;
import io.dimmer.loadtest.record.Label;
import io.dimmer.loadtest.record.LabelResult;
import io.dimmer.loadtest.record.Latencies;
import io.dimmer.loadtest.record.ProxySeries;
import io.dimmer.loadtest.record.RunResult;
import io.dimmer.loadtest.report.Report;
import io.dimmer.loadtest.report.RunDescription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The tables of the page. Pure. */
final class Tables {
    private static final List<Double> PERCENTILES = List.of(50.0, 90.0, 99.0, 99.9);

    private final Report report;
    private final RunResult result;

    Tables(Report report) {
        this.report = report;
        this.result = report.result();
    }

    /** What was run, where and how. */
    String facts() {
        RunDescription run = report.description();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("command", "./dimmer " + run.command()));
        rows.add(List.of("target", run.target()));
        rows.add(List.of("started", run.started().toString()));
        rows.add(List.of(
                "rate",
                String.format(
                        Locale.ROOT,
                        "%.1f requests/s asked, %.1f reached, %,d requests in %.1f s",
                        result.rateAsked(),
                        result.rateReached(),
                        result.planned(),
                        result.length().toNanos() / 1e9)));
        rows.add(List.of("arrival", run.plan()));
        rows.add(List.of("users", run.users() + ", seed " + run.seed()));
        rows.add(List.of("connections", "at most " + run.connections() + "; " + result.waited() + " requests waited"));
        rows.add(List.of(
                "lateness of the generator",
                "p50 " + Html.millis(result.lag().p50().toNanos() / 1e9) + ", p99 "
                        + Html.millis(result.lag().p99().toNanos() / 1e9) + ", limit "
                        + Html.millis(result.lag().limit().toNanos() / 1e9)));
        rows.add(List.of("machine", run.machine()));
        run.versions().forEach((name, version) -> rows.add(List.of(name, version)));
        return Html.table(List.of("", ""), rows);
    }

    String thresholds() {
        List<List<String>> rows = report.findings().stream()
                .map(finding -> List.of(finding.threshold(), finding.state().word(), finding.value()))
                .toList();
        return Html.section("Thresholds", Html.table(List.of("threshold", "", "value"), rows));
    }

    /** The numbers by version, reason and request. */
    String series() {
        List<List<String>> rows = new ArrayList<>();
        result.labels().forEach((label, numbers) -> rows.add(row(label, numbers)));
        return Html.table(
                List.of("", "requests", "failed", "p50", "p90", "p99", "p99.9", "max", "p99 from sending", "failures"),
                rows);
    }

    String comparisons() {
        StringBuilder html = new StringBuilder();
        for (Comparison comparison : report.comparisons()) {
            List<List<String>> rows =
                    comparison.rows().stream().map(Tables::row).toList();
            html.append(
                    Html.table(List.of("", comparison.base(), comparison.name(), "difference", "95 % interval"), rows));
        }
        return Html.section("Versions side by side", html.toString());
    }

    String annotations() {
        List<List<String>> rows = report.annotations().stream()
                .map(annotation -> List.of(
                        String.format(Locale.ROOT, "%.1f s", annotation.atNanos() / 1e9),
                        annotation.kind(),
                        annotation.text()))
                .toList();
        return Html.section("What changed meanwhile", Html.table(List.of("at", "", ""), rows));
    }

    /** What the proxy measured; nothing when it was not asked. */
    String proxy() {
        if (report.proxy().isEmpty()) {
            return "";
        }
        List<List<String>> rows = report.proxy().get().stream().map(Tables::row).toList();
        String table =
                Html.table(List.of("", "requests", "errors", "p50", "p99", "upstream p50", "upstream p99"), rows);
        String text = rows.isEmpty() ? "<p>" + Html.text(Report.PROXY_SAW_NOTHING) + "</p>" : table;
        return Html.section("What the proxy measured of this run", text);
    }

    private static List<String> row(ProxySeries seen) {
        return List.of(
                seen.words(),
                Html.count(seen.requests()),
                Html.count(seen.errors()),
                cell(seen.duration().p50()),
                cell(seen.duration().p99()),
                cell(seen.upstream().p50()),
                cell(seen.upstream().p99()));
    }

    private static String cell(Optional<Duration> latency) {
        return latency.map(value -> Html.millis(value.toNanos() / 1e9)).orElse("–");
    }

    private List<String> row(Label label, LabelResult numbers) {
        List<String> row = new ArrayList<>();
        row.add(label.words());
        row.add(Html.count(numbers.requests()));
        row.add(Html.count(numbers.failures()));
        for (double percent : PERCENTILES) {
            row.add(cell(numbers.fromPlanned(), percent));
        }
        row.add(cell(numbers.fromPlanned(), 100));
        row.add(cell(numbers.fromSending(), 99));
        row.add(numbers.endings().entrySet().stream()
                .filter(ending -> ending.getKey().failed())
                .map(Tables::words)
                .collect(Collectors.joining(", ")));
        return row;
    }

    private static String words(Map.Entry<Ending, Long> ending) {
        return Html.count(ending.getValue()) + " " + ending.getKey().word();
    }

    private String cell(Latencies latencies, double percent) {
        boolean told = result.voidReason().isEmpty() && latencies.tells(percent);
        return told ? Html.millis(latencies.at(percent).toNanos() / 1e9) : "–";
    }

    private static List<String> row(Comparison.Row row) {
        double difference = row.after() - row.before();
        return List.of(
                row.figure(),
                value(row, row.before()),
                value(row, row.after()),
                row.isTime() ? Html.signedMillis(difference) : Html.signedPercent(difference),
                row.difference().map(sure -> interval(row, sure)).orElse("the run is too short for one"));
    }

    private static String interval(Comparison.Row row, Estimate sure) {
        String range = row.isTime()
                ? Html.signedMillis(sure.low()) + " to " + Html.signedMillis(sure.high())
                : Html.signedPercent(sure.low()) + " to " + Html.signedPercent(sure.high());
        return range + (sure.clear() ? "" : " (may be chance)");
    }

    private static String value(Comparison.Row row, double value) {
        return row.isTime() ? Html.millis(value) : Html.percent(value);
    }
}
