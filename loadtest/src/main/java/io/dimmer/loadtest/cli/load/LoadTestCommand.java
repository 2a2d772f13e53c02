package io.dimmer.loadtest.cli.load;

import io.dimmer.loadtest.cli.console.ExitCode;
import io.dimmer.loadtest.cli.console.Terminal;
import io.dimmer.loadtest.cli.console.VersionOfJar;
import io.dimmer.loadtest.file.ScenarioFile;
import io.dimmer.loadtest.generate.AnswerListener;
import io.dimmer.loadtest.generate.IntervalListener;
import io.dimmer.loadtest.generate.OpenLoopGenerator;
import io.dimmer.loadtest.record.Ending;
import io.dimmer.loadtest.record.ProxySeries;
import io.dimmer.loadtest.record.RunResult;
import io.dimmer.loadtest.report.Report;
import io.dimmer.loadtest.report.RunDescription;
import io.dimmer.loadtest.threshold.Finding;
import io.dimmer.loadtest.threshold.Threshold;
import io.dimmer.loadtest.warmup.WarmUp;
import io.dimmer.loadtest.watch.ProxyWatch;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code loadtest}: loads an address with an open-loop plan and reports by version and reason. */
@Command(
        name = "loadtest",
        mixinStandardHelpOptions = true,
        versionProvider = VersionOfJar.class,
        subcommands = {CompareCommand.class, ScenarioCommand.class},
        description = {
            "Sends requests at planned moments whatever the answers do, and says what users waited, by version and reason.",
            "A run in which the generator itself was late is void: it shows no percentiles and ends with 3."
        },
        commandListHeading = "%nMore:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./dimmer loadtest http://127.0.0.1:8080/ -r 2000 -d 30s --users 100000",
            "  ./dimmer loadtest http://127.0.0.1:8080/cart -r 50 -H 'X-Dimmer-Version: canary' --json",
            "  ./dimmer loadtest http://127.0.0.1:8080/ -r 500 -d 1m --users 5000 --admin http://127.0.0.1:9901 \\",
            "      --out run1 --threshold 'canary.p99<200ms' --threshold 'canary.errors<0.1%%'",
            "  ./dimmer loadtest -f checkout.yaml -r 300",
            "%nExit codes: 0 it ran and kept every threshold, 1 a threshold failed, 2 wrong usage, 3 void, too few samples for",
            "a threshold, or nobody answered."
        })
public final class LoadTestCommand implements Callable<Integer> {
    @Mixin
    private final LoadFlags flags = new LoadFlags();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        List<String> all = spec.commandLine().getParseResult().originalArgs();
        List<String> typed = all.subList(all.indexOf(spec.name()) + 1, all.size());
        String command = spec.name() + " " + String.join(" ", ShellWords.quoted(typed));
        return flags.file().isEmpty()
                ? run(flags, Optional.empty(), command)
                : runFile(flags.file().get(), typed, command);
    }

    /** What was typed comes after what the file says, and so beats it. */
    private int runFile(Path file, List<String> typed, String command)
            throws IOException, InterruptedException, ExecutionException {
        ScenarioFile scenario = checked(() -> ScenarioFile.read(file));
        List<String> arguments = new ArrayList<>(scenario.arguments());
        arguments.addAll(typed);
        Together both = new Together();
        try {
            new CommandLine(both).setOverwrittenOptionsAllowed(true).parseArgs(arguments.toArray(String[]::new));
        } catch (ParameterException e) {
            throw new ParameterException(spec.commandLine(), file + ": " + e.getMessage(), e);
        }
        return run(both.flags, Optional.of(scenario), command);
    }

    /** Flags of a file and of a command line, read as one. */
    @Command(name = "loadtest")
    private static final class Together {
        @Mixin
        private final LoadFlags flags = new LoadFlags();
    }

    private int run(LoadFlags effective, Optional<ScenarioFile> scenario, String command)
            throws IOException, InterruptedException, ExecutionException {
        PreparedLoad load = checked(() -> effective.prepare(scenario, command));
        List<Threshold> thresholds = checked(() -> {
            effective.results().requireAddress();
            return effective.results().thresholds();
        });
        Optional<ProxyWatch> watch;
        try {
            watch = effective.results().watch(System.getenv());
        } catch (IOException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return ExitCode.NO_ANSWER.code();
        }
        warmUp(effective.warmUp());
        try (Interruption interruption = new Interruption()) {
            return run(effective, new Prepared(load, watch, thresholds, interruption));
        }
    }

    private void warmUp(Duration longest) throws IOException {
        if (longest.isZero()) {
            return;
        }
        PrintWriter err = spec.commandLine().getErr();
        if (Terminal.interactive()) {
            err.print("warming up the generator, " + longest.toSeconds() + " s at most …");
            err.flush();
        }
        boolean warm = WarmUp.untilWarm(longest);
        if (Terminal.interactive()) {
            err.print(Terminal.CLEAR_LINE);
        }
        if (!warm) {
            err.println("the generator is not warm after " + longest.toMillis()
                    + " ms (--warm-up): its first requests may be late by milliseconds");
        }
        err.flush();
    }

    /** What a run begins with. */
    private record Prepared(
            PreparedLoad load, Optional<ProxyWatch> watch, List<Threshold> thresholds, Interruption interruption) {}

    private int run(LoadFlags effective, Prepared prepared)
            throws IOException, InterruptedException, ExecutionException {
        if (effective.results().out().isEmpty()) {
            return tell(effective, report(effective, prepared, IntervalListener.NONE));
        }
        try (OutFolder folder = new OutFolder(
                effective.results().out().get(), prepared.load().description().started())) {
            Report report = report(effective, prepared, folder);
            folder.finish(report);
            return tell(effective, report);
        }
    }

    private Report report(LoadFlags effective, Prepared prepared, IntervalListener folder)
            throws InterruptedException, ExecutionException {
        PreparedLoad load = prepared.load();
        Optional<ProxyWatch> watch = prepared.watch();
        ProgressLine progress = new ProgressLine(
                spec.commandLine().getErr(), load.plan().arrivals().length().toNanos() / 1e9);
        IntervalListener both = interval -> {
            progress.over(interval);
            folder.over(interval);
        };
        try (OpenLoopGenerator generator = OpenLoopGenerator.start(load.plan(), AnswerListener.NONE, both)) {
            prepared.interruption().ends(generator);
            watch.ifPresent(proxy -> proxy.follow(() -> generator.progress().elapsedNanos()));
            RunResult result = progress.watch(generator);
            Optional<List<ProxySeries>> seen = seen(effective, watch, result.planned());
            watch.ifPresent(ProxyWatch::close);
            RunDescription description = load.description()
                    .lasting(result.length(), load.plan().arrivals().length());
            return new Report(
                    watch.map(proxy -> description.with(proxy.builds())).orElse(description),
                    result,
                    effective.results().baseline().or(() -> watch.flatMap(ProxyWatch::stable)),
                    watch.map(ProxyWatch::annotations).orElse(List.of()),
                    seen,
                    prepared.thresholds().stream()
                            .map(limit -> limit.check(result))
                            .toList());
        }
    }

    private static Optional<List<ProxySeries>> seen(LoadFlags effective, Optional<ProxyWatch> watch, long requests)
            throws InterruptedException {
        return watch.isPresent() && effective.run().isPresent()
                ? watch.get().run(effective.run().get(), requests)
                : Optional.empty();
    }

    private int tell(LoadFlags effective, Report report) {
        CommandLine command = spec.commandLine();
        boolean nobody = nobodyAnswered(report.result());
        if (effective.results().json()) {
            command.getOut().println(report.json().toPrettyString());
        } else if (!nobody) {
            report.lines().forEach(command.getOut()::println);
            effective
                    .results()
                    .out()
                    .ifPresent(folder -> command.getErr()
                            .println("report: " + folder.resolve("report.html").toAbsolutePath()));
        }
        if (nobody) {
            command.getErr()
                    .println("no answer: every connection to "
                            + report.description().target() + " failed");
        }
        return nobody ? ExitCode.NO_ANSWER.code() : code(report);
    }

    private static int code(Report report) {
        boolean failed = report.findings().stream().anyMatch(finding -> finding.state() == Finding.State.FAILED);
        boolean unknown = report.findings().stream().anyMatch(finding -> finding.state() == Finding.State.VOID);
        if (report.result().voidReason().isPresent()) {
            return ExitCode.NO_ANSWER.code();
        }
        if (failed) {
            return ExitCode.REFUSED.code();
        }
        return unknown ? ExitCode.NO_ANSWER.code() : ExitCode.SUCCESS.code();
    }

    private static boolean nobodyAnswered(RunResult result) {
        Map<Ending, Long> endings = result.all().map(all -> all.endings()).orElse(Map.of());
        return endings.keySet().equals(Set.of(Ending.CONNECT_FAILED));
    }

    private interface Reading<T> {
        T read() throws IOException;
    }

    /** What cannot be meant is wrong usage, told in one line. */
    private <T> T checked(Reading<T> reading) throws IOException {
        try {
            return reading.read();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
