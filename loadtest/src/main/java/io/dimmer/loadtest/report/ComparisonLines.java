package io.dimmer.loadtest.report;

import io.dimmer.loadtest.compare.Comparison;
import io.dimmer.loadtest.compare.Estimate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A comparison as a table for a terminal. Pure. */
public final class ComparisonLines {
    private static final String ROW = "%-20s %12s %12s %12s   %s";

    private ComparisonLines() {}

    /** A heading and one line for each figure. */
    public static List<String> of(Comparison comparison) {
        List<String> lines = new ArrayList<>();
        lines.add(format(
                ROW,
                comparison.name(),
                "of " + shortened(comparison.base()),
                "of " + shortened(comparison.name()),
                "difference",
                "95 % interval"));
        comparison.rows().forEach(row -> lines.add(line(row)));
        return lines;
    }

    private static String line(Comparison.Row row) {
        String interval = row.difference()
                .map(estimate -> value(row, estimate.low(), true) + " to " + value(row, estimate.high(), true)
                        + verdict(estimate))
                .orElse("the run is too short for one");
        return format(
                        ROW,
                        "  " + row.figure(),
                        value(row, row.before(), false),
                        value(row, row.after(), false),
                        value(row, row.after() - row.before(), true),
                        interval)
                .stripTrailing();
    }

    private static String verdict(Estimate estimate) {
        if (!estimate.clear()) {
            return "";
        }
        return estimate.value() > 0 ? "   worse" : "   better";
    }

    private static String value(Comparison.Row row, double value, boolean signed) {
        String sign = signed ? "+" : "";
        return row.isTime() ? format("%" + sign + ".2f ms", value * 1e3) : format("%" + sign + ".3f %%", value * 100);
    }

    private static String shortened(String name) {
        return name.length() <= 9 ? name : "…" + name.substring(name.length() - 8);
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
