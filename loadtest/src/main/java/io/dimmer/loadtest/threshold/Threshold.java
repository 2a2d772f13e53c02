package io.dimmer.loadtest.threshold;

import io.dimmer.loadtest.record.Label;
import io.dimmer.loadtest.record.LabelResult;
import io.dimmer.loadtest.record.Latencies;
import io.dimmer.loadtest.record.RunResult;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A limit on one figure: {@code p99<200ms}, {@code canary.errors<0.1%}, {@code version.1.10.p99.9<=1s}. What stands before
 * the last dot names a series: a version, or {@code version.}, {@code reason.} or {@code request.} and a name; all requests
 * when it is left out. Immutable.
 */
public final class Threshold {
    private static final Pattern FORM =
            Pattern.compile("\\s*(?:(.+)\\.)?(" + Metric.WORDS + ")\\s*(<=|>=|<|>)\\s*(\\S+)\\s*");
    private static final Pattern KIND = Pattern.compile("(version|reason|request)\\.(.+)");

    private final String text;
    private final Label label;
    private final Metric metric;
    private final String comparison;
    private final double limit;

    private Threshold(String text, Label label, Metric metric, String comparison, double limit) {
        this.text = text;
        this.label = label;
        this.metric = metric;
        this.comparison = comparison;
        this.limit = limit;
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException when it is none; the message says what was expected
     */
    public static Threshold of(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("threshold: found '" + text
                    + "', expected SERIES.FIGURE<LIMIT such as canary.p99<200ms, with one of p50, p99.9, max, mean,"
                    + " errors, failures, requests, rate, share");
        }
        Metric metric = Metric.of(matcher.group(2));
        return new Threshold(
                text.strip(),
                label(Optional.ofNullable(matcher.group(1)).orElse("all")),
                metric,
                matcher.group(3),
                metric.unit().parse(matcher.group(4)));
    }

    /** What it says about a run. */
    public Finding check(RunResult run) {
        LabelResult series = run.of(label).orElse(new LabelResult(Map.of(), Latencies.NONE, Latencies.NONE));
        if (run.voidReason().isPresent()) {
            return new Finding(text, Finding.State.VOID, "the run is void");
        }
        OptionalDouble value = metric.of(series, run);
        if (value.isEmpty()) {
            String requests = series.requests() == 1 ? "1 request is" : series.requests() + " requests are";
            return new Finding(text, Finding.State.VOID, requests + " too few for it");
        }
        boolean kept = holds(value.getAsDouble());
        return new Finding(
                text,
                kept ? Finding.State.PASSED : Finding.State.FAILED,
                metric.unit().write(value.getAsDouble()));
    }

    private boolean holds(double value) {
        return switch (comparison) {
            case "<" -> value < limit;
            case "<=" -> value <= limit;
            case ">" -> value > limit;
            default -> value >= limit;
        };
    }

    private static Label label(String name) {
        Matcher kind = KIND.matcher(name);
        if (kind.matches()) {
            return new Label(kind.group(1), kind.group(2));
        }
        return name.equals("all") ? Label.ALL : Label.version(name);
    }
}
