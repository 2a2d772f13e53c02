package io.dimmer.loadtest.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dimmer.loadtest.record.Annotation;
import io.dimmer.loadtest.record.Interval;
import io.dimmer.loadtest.record.Label;
import io.dimmer.loadtest.record.LabelResult;
import io.dimmer.loadtest.record.Latencies;
import io.dimmer.loadtest.record.ProxySeries;
import io.dimmer.loadtest.record.RunResult;
import io.dimmer.loadtest.threshold.Finding;
import java.time.Duration;
import java.util.List;

/** The report for programs: durations in seconds, rates a second. Pure. */
final class JsonReport {
    private final Report report;
    private final RunDescription description;
    private final RunResult result;

    JsonReport(Report report) {
        this.report = report;
        this.description = report.description();
        this.result = report.result();
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("sentence", report.sentence())
                .put("target", description.target())
                .put("plan", description.plan())
                .put("users", description.users())
                .put("connections", description.connections())
                .put("seed", description.seed())
                .put("machine", description.machine())
                .put("command", description.command())
                .put("started", description.started().toString())
                .put("seconds", seconds(result.length()))
                .put("rateAsked", result.rateAsked())
                .put("rateReached", result.rateReached())
                .put("requests", result.planned())
                .put("failures", result.all().map(LabelResult::failures).orElse(0L))
                .put("waited", result.waited())
                .put("void", result.voidReason().orElse(null));
        ObjectNode versions = json.putObject("versions");
        description.versions().forEach(versions::put);
        json.putObject("lag")
                .put("p50", seconds(result.lag().p50()))
                .put("p99", seconds(result.lag().p99()))
                .put("max", seconds(result.lag().max()))
                .put("limit", seconds(result.lag().limit()));
        ArrayNode series = json.putArray("series");
        result.labels().forEach((label, numbers) -> series.add(series(label, numbers)));
        ArrayNode thresholds = json.putArray("thresholds");
        report.findings().forEach(finding -> thresholds.add(finding(finding)));
        ArrayNode comparisons = json.putArray("comparisons");
        report.comparisons().forEach(comparison -> comparisons.add(ComparisonJson.of(comparison)));
        ArrayNode annotations = json.putArray("annotations");
        report.annotations().forEach(annotation -> annotations.add(annotation(annotation)));
        report.proxy().ifPresent(seen -> proxy(json.putArray("proxy"), seen));
        ArrayNode intervals = json.putArray("intervals");
        result.intervals().forEach(interval -> intervals.add(interval(interval)));
        return json;
    }

    private static ObjectNode finding(Finding finding) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("threshold", finding.threshold())
                .put("state", finding.state().word())
                .put("value", finding.value());
    }

    private static ObjectNode annotation(Annotation annotation) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("at", annotation.atNanos() / 1e9)
                .put("kind", annotation.kind())
                .put("text", annotation.text());
    }

    private static void proxy(ArrayNode all, List<ProxySeries> seen) {
        seen.forEach(one -> all.add(proxy(one)));
    }

    private static ObjectNode proxy(ProxySeries seen) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("service", seen.service())
                .put("version", seen.version())
                .put("requests", seen.requests())
                .put("errors", seen.errors());
        json.set("duration", latency(seen.duration()));
        json.set("upstream", latency(seen.upstream()));
        return json;
    }

    private static ObjectNode latency(ProxySeries.Latency latency) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        latency.p50().ifPresent(value -> json.put("p50", seconds(value)));
        latency.p99().ifPresent(value -> json.put("p99", seconds(value)));
        return json;
    }

    private ObjectNode interval(Interval interval) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("start", interval.startNanos() / 1e9)
                .put("end", interval.endNanos() / 1e9)
                .put("maxLag", seconds(interval.maxLag()));
        ArrayNode series = json.putArray("series");
        interval.labels().forEach((label, numbers) -> series.add(series(label, numbers)));
        return json;
    }

    private ObjectNode series(Label label, LabelResult numbers) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("kind", label.kind())
                .put("value", label.value())
                .put("requests", numbers.requests())
                .put("failures", numbers.failures());
        ObjectNode endings = json.putObject("endings");
        numbers.endings().forEach((ending, count) -> endings.put(ending.word(), count));
        if (result.voidReason().isEmpty()) {
            json.set("fromPlanned", latencies(numbers.fromPlanned()));
            json.set("fromSending", latencies(numbers.fromSending()));
        }
        return json;
    }

    private static ObjectNode latencies(Latencies latencies) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (Percentile percentile : Percentile.values()) {
            percentile.of(latencies).ifPresent(value -> json.put(percentile.word(), seconds(value)));
        }
        return json.put("max", seconds(latencies.max())).put("mean", seconds(latencies.mean()));
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
