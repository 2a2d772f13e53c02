package io.dimmer.loadtest.cli.load;

import io.dimmer.loadtest.cli.console.DurationConverter;
import io.dimmer.loadtest.threshold.Threshold;
import io.dimmer.loadtest.watch.ProxyWatch;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The flags that say what is made of a run. */
final class ResultFlags {
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration USUAL = Duration.ofSeconds(1);
    private static final int FEWEST = 20;
    private static final int MOST = 300;

    @Option(names = "--json", description = "The report as one JSON object on standard output.")
    private boolean json;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "DIR",
            description = "Leave report.html, result.json, percentiles.hgrm and latency.hlog there.")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--threshold",
            paramLabel = "LIMIT",
            description = "What the run has to keep, or the exit code is 1; may be repeated: 'canary.p99<200ms',"
                    + " 'canary.errors<0.1%%', 'requests>1000'.")
    private List<String> thresholds = new ArrayList<>();

    @Option(
            names = "--admin",
            paramLabel = "URL",
            description = "Watch this proxy while it is loaded: drains and changes of weights stand in the report, and"
                    + " so do versions and builds. DIMMER_TOKEN is sent when it is set.")
    private Optional<URI> admin = Optional.empty();

    @Option(
            names = "--baseline",
            paramLabel = "VERSION",
            description =
                    "The version that others are compared with. Default: the stable one, if --admin tells it, or the"
                            + " one with the most requests.")
    private Optional<String> baseline = Optional.empty();

    @Option(
            names = "--interval",
            paramLabel = "TIME",
            description = "The step of the time lines. Default: 1s, shorter or longer where the run is.",
            converter = DurationConverter.class)
    private Optional<Duration> interval = Optional.empty();

    boolean json() {
        return json;
    }

    Optional<Path> out() {
        return out;
    }

    Optional<String> baseline() {
        return baseline;
    }

    List<Threshold> thresholds() {
        return thresholds.stream().map(Threshold::of).toList();
    }

    /** At least twenty intervals, of a second where there are enough of them, and no more than three hundred. */
    Duration interval(Duration length) {
        if (interval.isPresent()) {
            if (interval.get().compareTo(SHORTEST) < 0) {
                throw new IllegalArgumentException(
                        "--interval: found " + interval.get().toNanos() / 1e6 + "ms, expected at least 100ms");
            }
            return interval.get();
        }
        Duration longest = longer(length.dividedBy(MOST), SHORTEST);
        Duration usual = longer(longest, USUAL);
        Duration shorter = longer(length.dividedBy(FEWEST), SHORTEST);
        return usual.compareTo(shorter) < 0 || longest.compareTo(USUAL) > 0 ? usual : shorter;
    }

    /**
     * Looks at the proxy for the first time, if there is one to watch.
     *
     * @throws IOException when it does not answer; the message says where
     */
    Optional<ProxyWatch> watch(Map<String, String> environment) throws IOException, InterruptedException {
        if (admin.isEmpty()) {
            return Optional.empty();
        }
        URI address = admin.get();
        try {
            return Optional.of(ProxyWatch.of(address, Optional.ofNullable(environment.get("DIMMER_TOKEN"))));
        } catch (ConnectException | HttpTimeoutException e) {
            throw new IOException("--admin: no proxy answers at " + address, e);
        }
    }

    /** Refuses an address that cannot be one. */
    void requireAddress() {
        admin.ifPresent(address -> {
            boolean fits = List.of("http", "https").contains(address.getScheme()) && address.getHost() != null;
            if (!fits) {
                throw new IllegalArgumentException("--admin: found '" + address + "', expected http://HOST:PORT");
            }
        });
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
