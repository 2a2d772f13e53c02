package io.dimmer.loadtest.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dimmer.loadtest.record.Label;
import io.dimmer.loadtest.record.Latencies;
import io.dimmer.loadtest.report.Report;
import io.dimmer.loadtest.threshold.Finding;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The page: sentence and tables as text, charts drawn by Apache ECharts, which is in the page itself together with the data.
 * It loads nothing, so it opens from a disk, an attachment or an archive of builds.
 */
public final class ReportPage {
    private static final int POINTS_PER_HALVING = 6;
    private static final Pattern PLACE = Pattern.compile("<!--(\\w+)-->");

    private ReportPage() {}

    /**
     * The text of the page.
     *
     * @throws IOException when a part of the page is not in the jar
     */
    public static String of(Report report) throws IOException {
        Tables tables = new Tables(report);
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("TITLE", Html.text(report.description().target()));
        parts.put("VERDICT", verdict(report));
        parts.put("SENTENCE", Html.sentence(report.sentence()));
        parts.put("FACTS", tables.facts());
        parts.put("THRESHOLDS", tables.thresholds());
        parts.put("SERIES", tables.series());
        parts.put("COMPARISONS", tables.comparisons());
        parts.put("PROXY", tables.proxy());
        parts.put("ANNOTATIONS", tables.annotations());
        parts.put("STYLE", resource("report.css"));
        parts.put("CHARTS", Html.script(resource("echarts.common.min.js")));
        parts.put("DATA", Html.json(data(report).toString()));
        parts.put("DRAWING", Html.script(resource("report.js")));
        return PLACE.matcher(resource("report.html"))
                .replaceAll(place -> Matcher.quoteReplacement(Optional.ofNullable(parts.get(place.group(1)))
                        .orElseThrow(() -> new IllegalStateException("the page has no part " + place.group(1)))));
    }

    /** What the mark beside the sentence is to say. */
    private static String verdict(Report report) {
        if (report.result().voidReason().isPresent()) {
            return "void";
        }
        boolean kept = report.findings().stream().allMatch(finding -> finding.state() == Finding.State.PASSED);
        return kept ? "valid" : "failed";
    }

    private static ObjectNode data(Report report) {
        ObjectNode data = report.json();
        ArrayNode curves = data.putArray("curves");
        if (report.result().voidReason().isEmpty()) {
            report.result().labels().forEach((label, numbers) -> {
                curves.add(curve(label, "planned", numbers.fromPlanned()));
                curves.add(curve(label, "sending", numbers.fromSending()));
            });
        }
        return data;
    }

    private static ObjectNode curve(Label label, String from, Latencies latencies) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("kind", label.kind()).put("value", label.value()).put("from", from);
        ArrayNode points = json.putArray("points");
        for (Latencies.Point point : latencies.curve(POINTS_PER_HALVING)) {
            points.addArray().add(1 / (1 - point.percentile() / 100)).add(point.millis());
        }
        return json;
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = ReportPage.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("the jar has no " + name + ": it was not built as the POM says");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
