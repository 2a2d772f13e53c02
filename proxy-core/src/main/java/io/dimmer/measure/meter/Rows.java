package io.dimmer.measure.meter;

import io.dimmer.measure.loop.Buckets;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.List;

/** Families of metrics that grow row by row during one scrape. Labels are names and values in turn. */
final class Rows {
    private static final double NANOS = 1e9;

    private Rows() {}

    /** Counters; the name is written without {@code _total}, which Prometheus adds. */
    static final class Counters {
        private final CounterSnapshot.Builder family;

        Counters(String name, String help) {
            this.family = CounterSnapshot.builder().name(name).help(help);
        }

        void add(long value, String... labels) {
            family.dataPoint(CounterDataPointSnapshot.builder()
                    .labels(Labels.of(labels))
                    .value((double) value)
                    .build());
        }

        CounterSnapshot build() {
            return family.build();
        }
    }

    /** Gauges. */
    static final class Gauges {
        private final GaugeSnapshot.Builder family;

        Gauges(String name, String help) {
            this.family = GaugeSnapshot.builder().name(name).help(help);
        }

        void add(double value, String... labels) {
            family.dataPoint(GaugeDataPointSnapshot.builder()
                    .labels(Labels.of(labels))
                    .value(value)
                    .build());
        }

        GaugeSnapshot build() {
            return family.build();
        }
    }

    /** Histograms of durations in seconds, in the fixed buckets. */
    static final class Histograms {
        private final HistogramSnapshot.Builder family;

        Histograms(String name, String help) {
            this.family = HistogramSnapshot.builder().name(name).help(help);
        }

        /** Adds the sum of what the loops have. */
        void add(List<Buckets> loops, String... labels) {
            Number[] counts = new Number[Buckets.COUNT];
            for (int bucket = 0; bucket < counts.length; bucket++) {
                int index = bucket;
                counts[bucket] =
                        loops.stream().mapToLong(loop -> loop.count(index)).sum();
            }
            double seconds = loops.stream().mapToLong(Buckets::sumNanos).sum() / NANOS;
            family.dataPoint(HistogramDataPointSnapshot.builder()
                    .labels(Labels.of(labels))
                    .classicHistogramBuckets(ClassicHistogramBuckets.of(Buckets.boundsSeconds(), counts))
                    .sum(seconds)
                    .build());
        }

        HistogramSnapshot build() {
            return family.build();
        }
    }
}
