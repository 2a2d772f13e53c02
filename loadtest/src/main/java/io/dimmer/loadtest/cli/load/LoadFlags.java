package io.dimmer.loadtest.cli.load;

import io.dimmer.loadtest.cli.console.DurationConverter;
import io.dimmer.loadtest.cli.console.VersionOfJar;
import io.dimmer.loadtest.file.ScenarioFile;
import io.dimmer.loadtest.generate.LoadPlan;
import io.dimmer.loadtest.report.RunDescription;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** All flags of a load test. */
final class LoadFlags {
    @Mixin
    private final WhatFlags what = new WhatFlags();

    @Mixin
    private final WhenFlags when = new WhenFlags();

    @Mixin
    private final ResultFlags results = new ResultFlags();

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description =
                    "A scenario in YAML: a mix of requests, a profile of rates, and the words of these flags, which"
                            + " beat it.")
    private Optional<Path> file = Optional.empty();

    @Option(
            names = {"-c", "--connections"},
            paramLabel = "N",
            description = "The most connections at a time; they are opened as needed. Default: ${DEFAULT-VALUE}.",
            defaultValue = "1000")
    private int connections;

    @Option(
            names = "--new-connections",
            description = "Every request opens a connection of its own. Without it they are kept alive.")
    private boolean newConnections;

    @Option(
            names = {"-t", "--threads"},
            paramLabel = "N",
            description =
                    "Sending threads; one reaches some ten thousand requests a second. Default: ${DEFAULT-VALUE}.",
            defaultValue = "1")
    private int threads;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            description = "Give a request up so long after its planned moment. Default: ${DEFAULT-VALUE}.",
            defaultValue = "10s",
            converter = DurationConverter.class)
    private Duration timeout = Duration.ZERO;

    @Option(
            names = "--late-limit",
            paramLabel = "TIME",
            description =
                    "The run is void when 1 %% of the requests were taken up later than this. Default: ${DEFAULT-VALUE}.",
            defaultValue = "10ms",
            converter = DurationConverter.class)
    private Duration lateLimit = Duration.ZERO;

    @Option(
            names = "--warm-up",
            paramLabel = "TIME",
            description =
                    "At most so long the generator warms itself up before, on a target of its own; less when it is warm."
                            + " Default: ${DEFAULT-VALUE}.",
            defaultValue = "5s",
            converter = DurationConverter.class)
    private Duration warmUp = Duration.ZERO;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "The same seed draws the same users and moments. Default: ${DEFAULT-VALUE}.",
            defaultValue = "1")
    private long seed;

    Optional<Path> file() {
        return file;
    }

    Optional<String> run() {
        return what.run();
    }

    /** At most so long the generator warms itself up; zero: not at all. */
    Duration warmUp() {
        return warmUp;
    }

    ResultFlags results() {
        return results;
    }

    /**
     * The plan.
     *
     * @param scenario the file, if there was one; its flags are already among these
     * @param command what was typed, for the report
     */
    PreparedLoad prepare(Optional<ScenarioFile> scenario, String command) throws IOException {
        WhenFlags.Planned planned = when.arrivals(scenario.flatMap(ScenarioFile::profile), seed);
        LoadPlan plan = LoadPlan.of(
                        what.address(),
                        planned.arrivals(),
                        what.requests(scenario.map(ScenarioFile::requests).orElse(List.of()), newConnections, seed))
                .withConnections(connections)
                .withThreads(threads)
                .withTimeout(timeout)
                .withLagLimit(lateLimit)
                .connecting(newConnections ? LoadPlan.Connecting.ANEW : LoadPlan.Connecting.KEPT)
                .withInterval(results.interval(planned.arrivals().length()));
        TreeMap<String, String> versions = new TreeMap<>();
        versions.put("loadtest", VersionOfJar.text());
        return new PreparedLoad(
                plan,
                new RunDescription(
                        what.url(),
                        planned.words() + (newConnections ? "; each over a new connection" : ""),
                        what.describeUsers(),
                        connections,
                        seed,
                        RunDescription.thisMachine(),
                        command,
                        InstantSource.system().instant().truncatedTo(ChronoUnit.SECONDS),
                        versions));
    }
}
