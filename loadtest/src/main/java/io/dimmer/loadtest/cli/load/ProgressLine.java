package io.dimmer.loadtest.cli.load;

import io.dimmer.loadtest.cli.console.Terminal;
import io.dimmer.loadtest.generate.IntervalListener;
import io.dimmer.loadtest.generate.OpenLoopGenerator;
import io.dimmer.loadtest.generate.Progress;
import io.dimmer.loadtest.record.Interval;
import io.dimmer.loadtest.record.RunResult;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One line while a run goes on: redrawn for a person, a new one now and then for a log. */
final class ProgressLine implements IntervalListener {
    private static final long REDRAW_MILLIS = 500;
    private static final long LINE_MILLIS = 5_000;

    private final PrintWriter err;
    private final double seconds;
    private final boolean redraw = Terminal.interactive();
    private volatile String latest = "";

    ProgressLine(PrintWriter err, double seconds) {
        this.err = err;
        this.seconds = seconds;
    }

    @Override
    public void over(Interval interval) {
        latest = interval.labels().values().stream()
                .findFirst()
                .map(all -> String.format(
                        Locale.ROOT,
                        ", now %.0f/s, p50 %.1f ms, p99 %.1f ms",
                        all.requests() / interval.seconds(),
                        all.fromPlanned().at(50).toNanos() / 1e6,
                        all.fromPlanned().at(99).toNanos() / 1e6))
                .orElse(", nothing answered");
    }

    /** Shows how far it is until it is over. */
    RunResult watch(OpenLoopGenerator generator) throws InterruptedException, ExecutionException {
        while (true) {
            try {
                RunResult result =
                        generator.finished().get(redraw ? REDRAW_MILLIS : LINE_MILLIS, TimeUnit.MILLISECONDS);
                err.print(redraw ? Terminal.CLEAR_LINE : "");
                err.flush();
                return result;
            } catch (TimeoutException expected) {
                String line = line(generator.progress());
                err.print(redraw ? Terminal.CLEAR_LINE + line : line + "\n");
                err.flush();
            }
        }
    }

    private String line(Progress progress) {
        return String.format(
                        Locale.ROOT,
                        "%6.1f of %.0f s  %,d sent, %,d answered, %,d failed, %,d running, late by %.1f ms",
                        progress.elapsedNanos() / 1e9,
                        seconds,
                        progress.planned(),
                        progress.ended(),
                        progress.failed(),
                        progress.running(),
                        progress.lagNanos() / 1e6)
                + latest;
    }
}
