package io.dimmer.loadtest.threshold;

import io.dimmer.loadtest.record.LabelResult;
import io.dimmer.loadtest.record.Latencies;
import io.dimmer.loadtest.record.RunResult;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A figure of one series that a threshold may be about. */
interface Metric {
    /** Matches the words of all of them. */
    String WORDS = "p\\d{1,2}(?:\\.\\d{1,4})?|p100|max|mean|errors|failures|requests|rate|share";

    Pattern PERCENTILE = Pattern.compile("p(\\d{1,3}(?:\\.\\d{1,4})?)");

    /** The figure of a series of a run; empty when there are fewer samples than it needs. */
    OptionalDouble of(LabelResult series, RunResult run);

    /** How its values are written. */
    Unit unit();

    /** The metric with this word, which {@link #WORDS} matches. */
    static Metric of(String word) {
        Matcher percentile = PERCENTILE.matcher(word);
        if (percentile.matches()) {
            return percentile(Double.parseDouble(percentile.group(1)));
        }
        Map<String, Metric> others = Map.of(
                "max",
                        new Figure(
                                Unit.TIME,
                                (series, run) ->
                                        latency(series, series.fromPlanned().max())),
                "mean",
                        new Figure(
                                Unit.TIME,
                                (series, run) ->
                                        latency(series, series.fromPlanned().mean())),
                "errors", new Figure(Unit.SHARE, (series, run) -> ratio(series.failures(), series.requests())),
                "failures", new Figure(Unit.COUNT, (series, run) -> OptionalDouble.of((double) series.failures())),
                "requests", new Figure(Unit.COUNT, (series, run) -> OptionalDouble.of((double) series.requests())),
                "rate", new Figure(Unit.COUNT, (series, run) -> OptionalDouble.of(rate(series, run))),
                "share", new Figure(Unit.SHARE, (series, run) -> ratio(series.requests(), run.planned())));
        return Optional.ofNullable(others.get(word))
                .orElseThrow(() -> new IllegalArgumentException("threshold: found " + word + ", expected a figure"));
    }

    /** One of them. */
    record Figure(Unit unit, Reading reading) implements Metric {
        @Override
        public OptionalDouble of(LabelResult series, RunResult run) {
            return reading.of(series, run);
        }
    }

    /** How a figure is read. */
    interface Reading {
        OptionalDouble of(LabelResult series, RunResult run);
    }

    private static Metric percentile(double percent) {
        return new Figure(Unit.TIME, (series, run) -> {
            Latencies latencies = series.fromPlanned();
            return latencies.tells(percent) ? latency(series, latencies.at(percent)) : OptionalDouble.empty();
        });
    }

    private static OptionalDouble latency(LabelResult series, Duration latency) {
        return series.requests() == 0 ? OptionalDouble.empty() : OptionalDouble.of(latency.toNanos() / 1e9);
    }

    private static OptionalDouble ratio(long part, long whole) {
        return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole);
    }

    private static double rate(LabelResult series, RunResult run) {
        return series.requests() / (Math.max(run.sendingNanos(), run.length().toNanos()) / 1e9);
    }

    /** How a value is written and read. */
    enum Unit {
        /** Seconds inside; {@code 200ms} outside. */
        TIME,
        /** A ratio inside; {@code 0.1%} outside. */
        SHARE,
        /** A number, {@code 100}. */
        COUNT;

        private static final Pattern TIME_FORM = Pattern.compile("(\\d+(?:\\.\\d+)?)(us|ms|s)");
        private static final Pattern NUMBER_FORM = Pattern.compile("(\\d+(?:\\.\\d+)?)(%?)");
        private static final Map<String, Double> SECONDS = Map.of("us", 1e-6, "ms", 1e-3, "s", 1.0);

        double parse(String text) {
            Matcher matcher = (this == TIME ? TIME_FORM : NUMBER_FORM).matcher(text);
            boolean fits =
                    matcher.matches() && !(this == COUNT && matcher.group(2).equals("%"));
            if (!fits) {
                throw new IllegalArgumentException("threshold: found '" + text + "', expected " + example());
            }
            double number = Double.parseDouble(matcher.group(1));
            if (this == TIME) {
                return number * SECONDS.getOrDefault(matcher.group(2), 1.0);
            }
            return matcher.group(2).equals("%") ? number / 100 : number;
        }

        String write(double value) {
            return switch (this) {
                case TIME -> String.format(Locale.ROOT, value < 0.01 ? "%.2f ms" : "%.1f ms", value * 1e3);
                case SHARE -> String.format(Locale.ROOT, "%.3f %%", value * 100);
                case COUNT -> String.format(Locale.ROOT, value < 100 ? "%.1f" : "%,.0f", value);
            };
        }

        private String example() {
            return switch (this) {
                case TIME -> "a time with its unit, 200ms";
                case SHARE -> "a share, 0.1% or 0.001";
                case COUNT -> "a number, 100";
            };
        }
    }
}
