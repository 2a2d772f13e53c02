package io.dimmer.loadtest.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dimmer.loadtest.compare.Comparison;

/** A comparison for programs: seconds for percentiles, ratios for errors. Pure. */
public final class ComparisonJson {
    private ComparisonJson() {}

    /** One object; the interval of a difference is absent when the runs are too short for one. */
    public static ObjectNode of(Comparison comparison) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("name", comparison.name()).put("base", comparison.base());
        ArrayNode rows = json.putArray("figures");
        for (Comparison.Row row : comparison.rows()) {
            ObjectNode one = rows.addObject()
                    .put("figure", row.figure())
                    .put("base", row.before())
                    .put("value", row.after())
                    .put("difference", row.after() - row.before());
            row.difference().ifPresent(sure -> one.put("low", sure.low()).put("high", sure.high()));
        }
        return json;
    }
}
