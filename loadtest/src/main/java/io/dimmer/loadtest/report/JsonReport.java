package io.dimmer.loadtest.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dimmer.loadtest.record.Label;
import io.dimmer.loadtest.record.LabelResult;
import io.dimmer.loadtest.record.Latencies;
import io.dimmer.loadtest.record.RunResult;
import java.time.Duration;

/** The report for programs: durations in seconds, rates a second. Pure. */
final class JsonReport {
    private final RunDescription description;
    private final RunResult result;

    JsonReport(RunDescription description, RunResult result) {
        this.description = description;
        this.result = result;
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("target", description.target())
                .put("users", description.users())
                .put("connections", description.connections())
                .put("seed", description.seed())
                .put("machine", description.machine())
                .put("seconds", seconds(result.length()))
                .put("rateAsked", result.rateAsked())
                .put("rateReached", result.rateReached())
                .put("requests", result.planned())
                .put("failures", result.all().map(LabelResult::failures).orElse(0L))
                .put("waited", result.waited())
                .put("void", result.voidReason().orElse(null));
        json.putObject("lag")
                .put("p50", seconds(result.lag().p50()))
                .put("p99", seconds(result.lag().p99()))
                .put("max", seconds(result.lag().max()))
                .put("limit", seconds(result.lag().limit()));
        ArrayNode series = json.putArray("series");
        result.labels().forEach((label, numbers) -> series.add(series(label, numbers)));
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
