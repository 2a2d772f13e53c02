package io.dimmer.loadtest.record.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dimmer.loadtest.record.Ending;
import io.dimmer.loadtest.record.Interval;
import io.dimmer.loadtest.record.Label;
import io.dimmer.loadtest.record.Latencies;
import io.dimmer.loadtest.record.LatencyRecorder;
import io.dimmer.loadtest.record.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log, read by HdrHistogram's own reader and by ours. */
class LatencyLogTest {
    private static final long MILLI = 1_000_000;
    private static final Instant START = Instant.parse("2026-11-20T10:00:00.500Z");

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("latency.hlog");
        try (LatencyLogWriter log = new LatencyLogWriter(file, START)) {
            log.write(interval(0, 1_000, "blue", 100, 5));
            log.write(interval(1_000, 2_000, "canary, new", 40, 9));
            log.write(interval(2_000, 2_300, "blue", 10, 7));
        }
    }

    @Test
    void theStandardReaderFindsEveryIntervalAndTag() throws IOException {
        List<Histogram> histograms = standard();

        assertThat(histograms)
                .extracting(EncodableHistogram::getTag)
                .containsExactly(
                        null,
                        "all.sending",
                        "version.blue",
                        "version.blue.sending",
                        null,
                        "all.sending",
                        "version.canary%2C+new",
                        "version.canary%2C+new.sending",
                        null,
                        "all.sending",
                        "version.blue",
                        "version.blue.sending");
        Histogram first = histograms.get(0);
        assertThat(first.getTotalCount()).isEqualTo(100);
        assertThat((double) first.getMaxValue()).isCloseTo(5e6, within(5e3));
        assertThat((double) histograms.get(1).getMaxValue()).isCloseTo(4e6, within(5e3));
        assertThat(first.getStartTimeStamp()).isEqualTo(START.toEpochMilli());
        assertThat(histograms.get(8).getEndTimeStamp())
                .isEqualTo(START.plusMillis(2_300).toEpochMilli());
    }

    @Test
    void theStandardReaderChoosesARangeOfSeconds() throws IOException {
        try (HistogramLogReader reader = new HistogramLogReader(file.toFile())) {
            Histogram second = (Histogram) reader.nextIntervalHistogram(0.9, 1.9);
            assertThat(second.getTotalCount()).isEqualTo(40);
            assertThat(reader.getStartTimeSec()).isEqualTo(START.toEpochMilli() / 1e3);
        }
    }

    @Test
    void oursReadsItBackWithEmptyIntervalsInTheirPlaces() throws IOException {
        SortedMap<Label, List<Latencies>> series = LatencyLog.read(file);

        assertThat(series.keySet()).containsExactly(Label.ALL, Label.version("blue"), Label.version("canary, new"));
        assertThat(series.get(Label.ALL)).extracting(Latencies::count).containsExactly(100L, 40L, 10L);
        assertThat(series.get(Label.version("blue")))
                .extracting(Latencies::count)
                .containsExactly(100L, 0L, 10L);
        assertThat(series.get(Label.version("canary, new")))
                .extracting(Latencies::count)
                .containsExactly(0L, 40L, 0L);
    }

    @Test
    void percentilesAreTheTableThatPlottersRead() throws IOException {
        Path table = folder.resolve("percentiles.hgrm");
        PercentileFile.write(
                table,
                Objects.requireNonNull(LatencyLog.read(file).get(Label.ALL)).get(0));

        assertThat(Files.readString(table))
                .contains("Value     Percentile TotalCount 1/(1-Percentile)")
                .containsPattern("5\\.001 1\\.0000+ +100")
                .contains("#[Max     =        5.001, Total count    =          100]");
    }

    @Test
    void refusesAFileWithoutHistograms() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.hlog"), "#[nothing]\n");
        assertThatThrownBy(() -> LatencyLog.read(empty))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("found no histogram, expected an HdrHistogram log");
    }

    private List<Histogram> standard() throws IOException {
        List<Histogram> histograms = new ArrayList<>();
        try (HistogramLogReader reader = new HistogramLogReader(file.toFile())) {
            while (reader.hasNext()) {
                histograms.add((Histogram) reader.nextIntervalHistogram());
            }
        }
        return histograms;
    }

    private static Interval interval(long fromMillis, long toMillis, String version, int requests, long millis) {
        LatencyRecorder recorder = new LatencyRecorder();
        for (int i = 0; i < requests; i++) {
            Sample sample = new Sample(0, MILLI, millis * MILLI, Ending.ANSWERED, 200);
            recorder.record(Label.ALL, sample);
            recorder.record(Label.version(version), sample);
        }
        return new Interval(fromMillis * MILLI, toMillis * MILLI, Duration.ZERO, recorder.results());
    }
}
