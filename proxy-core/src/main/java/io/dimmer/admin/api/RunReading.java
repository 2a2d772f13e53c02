package io.dimmer.admin.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dimmer.admin.answer.Problem;
import io.dimmer.admin.answer.Replies;
import io.dimmer.config.file.model.Words;
import io.dimmer.config.value.ServiceName;
import io.dimmer.control.Control;
import io.dimmer.measure.run.RunReport;
import io.dimmer.measure.run.Runs;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.TreeMap;

/** The calls that show load tests. */
public final class RunReading {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String RUN = "run";

    private final Control control;
    private final Runs runs;

    /** What was measured of the services behind that door. */
    public RunReading(Control control, Runs runs) {
        this.control = control;
        this.runs = runs;
    }

    /** {@code GET …/runs}: the newest first. */
    public void runs(RoutingContext context) {
        Query.of(context);
        ArrayNode all = JSON.arrayNode();
        runs.of(service(context)).forEach(report -> all.add(json(report)));
        Replies.json(context, all);
    }

    /** {@code GET …/runs/{run}}. */
    public void run(RoutingContext context) {
        Query.of(context);
        ServiceName service = service(context);
        String name = Query.part(context, RUN);
        Replies.json(
                context,
                runs.of(service).stream()
                        .filter(report -> report.run().equals(name))
                        .findFirst()
                        .map(RunReading::json)
                        .orElseThrow(() -> unknown(service, name)));
    }

    /** {@code GET …/runs/{run}/histogram}: off the loop, since it takes a while to write. */
    public void histogram(RoutingContext context) {
        Query.of(context);
        ServiceName service = service(context);
        String name = Query.part(context, RUN);
        context.vertx()
                .executeBlocking(() -> runs.log(service, name).orElseThrow(() -> unknown(service, name)), false)
                .onSuccess(log -> Replies.send(context, TEXT, log))
                .onFailure(context::fail);
    }

    private ServiceName service(RoutingContext context) {
        return Reading.service(control, context).name();
    }

    private Problem.Thrown unknown(ServiceName service, String name) {
        List<String> known = runs.of(service).stream().map(RunReport::run).toList();
        String expected = known.isEmpty() ? "but there was none" : "expected " + Words.oneOf(name, known);
        return Problem.notFound("run on " + service + ": found " + Problem.shown(name) + ", " + expected)
                .thrown();
    }

    private static ObjectNode json(RunReport report) {
        ObjectNode json = JSON.objectNode();
        json.put(RUN, report.run());
        json.put("from", report.from().toString());
        json.put("to", report.to().toString());
        ObjectNode versions = json.putObject("versions");
        new TreeMap<>(report.versions()).forEach((name, version) -> versions.set(name, json(version)));
        return json;
    }

    private static ObjectNode json(RunReport.Version version) {
        ObjectNode json = JSON.objectNode();
        json.put("requests", version.requests());
        json.put("errors", version.errors());
        json.put("clientErrors", version.clientErrors());
        ObjectNode outcomes = json.putObject("outcomes");
        new TreeMap<>(version.outcomes()).forEach((outcome, count) -> outcomes.put(outcome.word(), count));
        json.set("duration", json(version.duration()));
        json.set("upstream", json(version.upstream()));
        return json;
    }

    private static ObjectNode json(RunReport.Latency latency) {
        ObjectNode json = JSON.objectNode();
        ServiceJson.put(json, "p50", latency.p50());
        ServiceJson.put(json, "p90", latency.p90());
        ServiceJson.put(json, "p99", latency.p99());
        ServiceJson.put(json, "p999", latency.p999());
        ServiceJson.put(json, "max", latency.max());
        return json;
    }
}
