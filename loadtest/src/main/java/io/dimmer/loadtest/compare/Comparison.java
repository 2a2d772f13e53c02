package io.dimmer.loadtest.compare;

import io.dimmer.loadtest.record.Latencies;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A series beside the one that it is compared with, figure by figure.
 *
 * @param name of the series
 * @param base of the one that it is compared with
 */
public record Comparison(String name, String base, List<Row> rows) {
    private static final List<Double> PERCENTILES = List.of(50.0, 90.0, 99.0, 99.9);

    public Comparison {
        rows = List.copyOf(rows);
    }

    /**
     * One figure: seconds for percentiles, a ratio for errors.
     *
     * @param figure {@code p99}, {@code errors}
     * @param before of the base
     * @param after of the series
     * @param difference after less before; empty when the runs are too short to say how sure it is
     */
    public record Row(String figure, double before, double after, Optional<Estimate> difference) {
        /** Whether it is a time. */
        public boolean isTime() {
            return figure.startsWith("p");
        }
    }

    private interface Differing {
        Optional<Estimate> at(double percent);
    }

    /** Two series of one run, whose intervals belong together. */
    public static Comparison withinRun(String name, Series series, String base, Series other) {
        return of(name, series, base, other, percent -> Difference.withinRun(series.parts(), other.parts(), percent));
    }

    /** A series of one run and one of another run. */
    public static Comparison betweenRuns(String name, Series series, String base, Series other) {
        return of(name, series, base, other, percent -> Difference.betweenRuns(series.parts(), other.parts(), percent));
    }

    /** The figure of the highest percentile that both sides have samples for, up to p99. */
    public Optional<Row> headline() {
        return rows.stream()
                .filter(row -> row.isTime() && !row.figure().equals("p99.9"))
                .reduce((lower, higher) -> higher);
    }

    private static Comparison of(String name, Series series, String base, Series other, Differing differing) {
        List<Row> rows = new ArrayList<>();
        for (double percent : PERCENTILES) {
            if (series.whole().tells(percent) && other.whole().tells(percent)) {
                String figure = "p" + (percent == Math.rint(percent) ? String.valueOf((int) percent) : percent);
                rows.add(new Row(
                        figure,
                        seconds(other.whole(), percent),
                        seconds(series.whole(), percent),
                        differing.at(percent)));
            }
        }
        if (series.requests() > 0 && other.requests() > 0) {
            rows.add(new Row(
                    "errors",
                    (double) other.failures() / other.requests(),
                    (double) series.failures() / series.requests(),
                    Optional.of(Proportions.difference(
                            series.failures(), series.requests(), other.failures(), other.requests()))));
        }
        return new Comparison(name, base, rows);
    }

    private static double seconds(Latencies latencies, double percent) {
        return latencies.at(percent).toNanos() / 1e9;
    }
}
