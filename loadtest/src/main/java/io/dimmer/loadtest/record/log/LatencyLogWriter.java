package io.dimmer.loadtest.record.log;

import io.dimmer.loadtest.record.Interval;
import io.dimmer.loadtest.record.Label;
import io.dimmer.loadtest.record.LabelResult;
import io.dimmer.loadtest.record.Latencies;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/**
 * Writes each interval of a run as it ends: an HdrHistogram log of version 1.3, values in nanoseconds, the column of the
 * largest value in milliseconds. One thread at a time.
 */
public final class LatencyLogWriter implements AutoCloseable {
    private static final double NANOS_PER_MILLI = 1e6;

    private final Path file;
    private final PrintStream out;
    private final HistogramLogWriter log;
    private final long startMillis;

    /**
     * Begins a log.
     *
     * @param start when the run starts, by the wall clock
     * @throws IOException when the file cannot be written
     */
    public LatencyLogWriter(Path file, Instant start) throws IOException {
        this.file = file;
        this.out = new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8);
        this.log = new HistogramLogWriter(out);
        this.startMillis = start.toEpochMilli();
        log.outputComment("[Dimmer load test: values in nanoseconds; tags kind.value, with .sending from the sending,"
                + " else from the planned moment]");
        log.outputLogFormatVersion();
        log.outputStartTime(startMillis);
        log.setBaseTime(startMillis);
        log.outputLegend();
    }

    /** Adds one interval. */
    public void write(Interval interval) {
        interval.labels().forEach((label, result) -> write(interval, label, result));
    }

    /**
     * Ends the log.
     *
     * @throws IOException when any part of it could not be written
     */
    @Override
    public void close() throws IOException {
        log.close();
        if (out.checkError()) {
            throw new IOException(file + " could not be written to its end");
        }
    }

    private void write(Interval interval, Label label, LabelResult result) {
        write(interval, new Tag(label, false), result.fromPlanned());
        write(interval, new Tag(label, true), result.fromSending());
    }

    private void write(Interval interval, Tag tag, Latencies latencies) {
        Histogram histogram = latencies.toHistogram();
        tag.text().ifPresent(histogram::setTag);
        histogram.setStartTimeStamp(startMillis + interval.startNanos() / 1_000_000);
        histogram.setEndTimeStamp(startMillis + interval.endNanos() / 1_000_000);
        log.outputIntervalHistogram(interval.startNanos() / 1e9, interval.endNanos() / 1e9, histogram, NANOS_PER_MILLI);
    }
}
