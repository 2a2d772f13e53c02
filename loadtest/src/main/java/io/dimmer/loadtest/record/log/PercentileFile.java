package io.dimmer.loadtest.record.log;

import io.dimmer.loadtest.record.Latencies;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The table of percentiles that HdrHistogram's plotters read ({@code .hgrm}), in milliseconds. */
public final class PercentileFile {
    private static final int TICKS_PER_HALF_DISTANCE = 5;
    private static final double NANOS_PER_MILLI = 1e6;

    private PercentileFile() {}

    /**
     * Writes one series.
     *
     * @throws IOException when it cannot be written
     */
    public static void write(Path file, Latencies latencies) throws IOException {
        try (PrintStream out = new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8)) {
            latencies.toHistogram().outputPercentileDistribution(out, TICKS_PER_HALF_DISTANCE, NANOS_PER_MILLI);
            if (out.checkError()) {
                throw new IOException(file + " could not be written");
            }
        }
    }
}
