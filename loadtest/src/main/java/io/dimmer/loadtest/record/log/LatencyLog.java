package io.dimmer.loadtest.record.log;

import io.dimmer.loadtest.record.Label;
import io.dimmer.loadtest.record.Latencies;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.HistogramLogReader;

/** A log that was written by {@link LatencyLogWriter}, read back. */
public final class LatencyLog {
    private LatencyLog() {}

    /**
     * The latencies from the planned moment by label, interval by interval. An interval in which a label has no request is
     * in its list as an empty one, so that the lists of all labels have the same length.
     *
     * @throws IOException when the file cannot be read or holds no histogram
     */
    public static SortedMap<Label, List<Latencies>> read(Path file) throws IOException {
        SortedMap<Label, List<Latencies>> series = new TreeMap<>();
        int intervals = 0;
        double start = Double.NaN;
        try (InputStream in = Files.newInputStream(file);
                HistogramLogReader reader = new HistogramLogReader(in)) {
            for (var next = reader.nextIntervalHistogram(); next != null; next = reader.nextIntervalHistogram()) {
                if (next.getStartTimeStamp() != start) {
                    start = next.getStartTimeStamp();
                    intervals++;
                }
                add(series, next, intervals);
            }
        }
        if (intervals == 0) {
            throw new IOException(file + ": found no histogram, expected an HdrHistogram log");
        }
        for (List<Latencies> parts : series.values()) {
            fill(parts, intervals);
        }
        return series;
    }

    private static void add(SortedMap<Label, List<Latencies>> series, EncodableHistogram next, int intervals) {
        Tag tag = Tag.of(next.getTag() == null ? "all" : next.getTag());
        if (!tag.fromSending() && next instanceof AbstractHistogram histogram) {
            List<Latencies> parts = series.computeIfAbsent(tag.label(), ignored -> new ArrayList<>());
            fill(parts, intervals - 1);
            parts.add(Latencies.of(histogram));
        }
    }

    private static void fill(List<Latencies> parts, int size) {
        while (parts.size() < size) {
            parts.add(Latencies.NONE);
        }
    }
}
