package io.dimmer.loadtest.cli.load;

import io.dimmer.loadtest.generate.IntervalListener;
import io.dimmer.loadtest.page.ReportPage;
import io.dimmer.loadtest.record.Interval;
import io.dimmer.loadtest.record.log.LatencyLogWriter;
import io.dimmer.loadtest.record.log.PercentileFile;
import io.dimmer.loadtest.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** The folder that a run leaves. The log grows while it runs; the rest is written at the end. */
final class OutFolder implements IntervalListener, AutoCloseable {
    private final Path folder;
    private final LatencyLogWriter log;

    OutFolder(Path folder, Instant start) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.log = new LatencyLogWriter(folder.resolve("latency.hlog"), start);
    }

    @Override
    public void over(Interval interval) {
        log.write(interval);
    }

    /** Writes what can be written when the run is over. */
    void finish(Report report) throws IOException {
        log.close();
        Files.writeString(folder.resolve("result.json"), report.json().toPrettyString() + "\n");
        Files.writeString(folder.resolve("report.html"), ReportPage.of(report));
        if (report.result().all().isPresent()) {
            PercentileFile.write(
                    folder.resolve("percentiles.hgrm"),
                    report.result().all().get().fromPlanned());
        }
    }

    @Override
    public void close() throws IOException {
        log.close();
    }
}
