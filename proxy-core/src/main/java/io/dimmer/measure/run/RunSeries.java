package io.dimmer.measure.run;

import io.dimmer.exchange.Fault;
import io.dimmer.exchange.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/** One run on one service from its beginning until now. Confined to whoever holds the lock of {@link Runs}. */
final class RunSeries {
    private static final double NANOS = 1e9;
    private static final double NANOS_IN_MILLISECOND = 1e6;
    private static final double ALL = 100;

    private final String run;
    private final Supplier<Histogram> histograms;
    private final Map<String, OfVersion> versions = new TreeMap<>();
    private Instant from = Instant.MAX;
    private Instant to = Instant.MIN;

    RunSeries(String run, Supplier<Histogram> histograms) {
        this.run = run;
        this.histograms = histograms;
    }

    /** What one version did. */
    private static final class OfVersion {
        private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
        private final Histogram durations;
        private final Histogram responses;
        private long clientErrors;

        private OfVersion(Histogram durations, Histogram responses) {
            this.durations = durations;
            this.responses = responses;
        }

        private void add(RunSample sample) {
            for (Outcome outcome : Outcome.values()) {
                if (sample.count(outcome) > 0) {
                    outcomes.merge(outcome, sample.count(outcome), Long::sum);
                }
            }
            clientErrors += sample.clientErrors();
            durations.add(sample.durations());
            responses.add(sample.responses());
        }

        private RunReport.Version report() {
            long requests = 0;
            long errors = 0;
            for (Map.Entry<Outcome, Long> one : outcomes.entrySet()) {
                Fault fault = one.getKey().fault();
                requests += one.getValue();
                errors += fault == Fault.UPSTREAM || fault == Fault.PROXY ? one.getValue() : 0;
            }
            return new RunReport.Version(
                    requests, errors, clientErrors, outcomes, latency(durations), latency(responses));
        }
    }

    void add(String version, RunSample sample, Instant began, Instant ended) {
        versions.computeIfAbsent(version, name -> new OfVersion(histograms.get(), histograms.get()))
                .add(sample);
        from = began.isBefore(from) ? began : from;
        to = ended.isAfter(to) ? ended : to;
    }

    /** What takes room, for somebody else. */
    Iterable<Histogram> histograms() {
        return versions.values().stream()
                .flatMap(version -> Stream.of(version.durations, version.responses))
                .toList();
    }

    RunReport report() {
        Map<String, RunReport.Version> reports = new HashMap<>();
        versions.forEach((name, version) -> reports.put(name, version.report()));
        return new RunReport(run, from, to, reports);
    }

    private static RunReport.Latency latency(Histogram histogram) {
        double max = histogram.getTotalCount() == 0 ? Double.NaN : histogram.getMaxValue() / NANOS;
        return new RunReport.Latency(at(50, histogram), at(90, histogram), at(99, histogram), at(99.9, histogram), max);
    }

    private static double at(double percentile, Histogram histogram) {
        boolean oneAbove = histogram.getTotalCount() * (ALL - percentile) >= ALL;
        return oneAbove ? histogram.getValueAtPercentile(percentile) / NANOS : Double.NaN;
    }

    /** An HdrHistogram log of nanoseconds: for each version one line, and one with {@code .upstream} behind the name. */
    String log() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        HistogramLogWriter writer = new HistogramLogWriter(out);
        writer.outputComment("[Run " + run + " as Dimmer saw it; latencies in nanoseconds]");
        writer.outputLogFormatVersion();
        writer.outputBaseTime(from.toEpochMilli());
        writer.outputLegend();
        versions.forEach((name, version) -> {
            line(name, version.durations, writer);
            line(name + ".upstream", version.responses, writer);
        });
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private void line(String tag, Histogram histogram, HistogramLogWriter writer) {
        histogram.setTag(tag);
        histogram.setStartTimeStamp(from.toEpochMilli());
        histogram.setEndTimeStamp(to.toEpochMilli());
        writer.outputIntervalHistogram(
                0, (to.toEpochMilli() - from.toEpochMilli()) / 1e3, histogram, NANOS_IN_MILLISECOND);
    }
}
