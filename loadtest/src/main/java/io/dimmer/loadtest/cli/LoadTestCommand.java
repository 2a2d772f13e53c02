package io.dimmer.loadtest.cli;

import io.dimmer.loadtest.generate.AnswerListener;
import io.dimmer.loadtest.generate.OpenLoopGenerator;
import io.dimmer.loadtest.generate.Progress;
import io.dimmer.loadtest.record.Ending;
import io.dimmer.loadtest.record.RunResult;
import io.dimmer.loadtest.report.Report;
import io.dimmer.loadtest.report.RunDescription;
import io.dimmer.loadtest.warmup.WarmUp;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code loadtest}: loads an address with an open-loop plan and reports by version and reason. */
@Command(
        name = "loadtest",
        mixinStandardHelpOptions = true,
        versionProvider = VersionOfJar.class,
        subcommands = TargetCommand.class,
        description = {
            "Sends requests at planned moments whatever the answers do, and says what users waited, by version and reason.",
            "A run in which the generator itself was late is void: it shows no percentiles and ends with 3."
        },
        commandListHeading = "%nSomething to load:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./dimmer loadtest http://127.0.0.1:8080/ -r 2000 -d 30s --users 100000",
            "  ./dimmer loadtest http://127.0.0.1:8080/cart -r 50 -H 'X-Dimmer-Version: canary' --json",
            "%nExit codes: 0 it ran, 2 wrong usage, 3 void or nobody answered."
        })
final class LoadTestCommand implements Callable<Integer> {
    private static final Duration WARM_UP = Duration.ofMillis(1_500);
    private static final long REDRAW_MILLIS = 500;
    private static final long LINE_MILLIS = 5_000;

    @Mixin
    private final LoadFlags flags = new LoadFlags();

    @Option(names = "--json", description = "The report as one JSON object on standard output.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        PreparedLoad load = flags.prepare(spec.commandLine());
        WarmUp.run(WARM_UP);
        try (OpenLoopGenerator generator = OpenLoopGenerator.start(load.plan(), AnswerListener.NONE)) {
            return report(load.description(), watch(generator));
        }
    }

    private RunResult watch(OpenLoopGenerator generator) throws InterruptedException, ExecutionException {
        PrintWriter err = spec.commandLine().getErr();
        boolean redraw = Terminal.interactive();
        while (true) {
            try {
                RunResult result =
                        generator.finished().get(redraw ? REDRAW_MILLIS : LINE_MILLIS, TimeUnit.MILLISECONDS);
                err.print(redraw ? "\r\u001b[K" : "");
                err.flush();
                return result;
            } catch (TimeoutException expected) {
                err.print(redraw ? "\r\u001b[K" + line(generator.progress()) : line(generator.progress()) + "\n");
                err.flush();
            }
        }
    }

    private static String line(Progress progress) {
        return String.format(
                Locale.ROOT,
                "%6.1f s  %,d sent, %,d answered, %,d failed, %,d running, late by %.1f ms",
                progress.elapsedNanos() / 1e9,
                progress.planned(),
                progress.ended(),
                progress.failed(),
                progress.running(),
                progress.lagNanos() / 1e6);
    }

    private int report(RunDescription description, RunResult result) {
        Report report = new Report(description, result);
        CommandLine command = spec.commandLine();
        boolean nobody = nobodyAnswered(result);
        if (json) {
            command.getOut().println(report.json().toPrettyString());
        } else if (!nobody) {
            report.lines().forEach(command.getOut()::println);
        }
        if (nobody) {
            command.getErr().println("no answer: every connection to " + description.target() + " failed");
        }
        return nobody || result.voidReason().isPresent() ? ExitCode.NO_ANSWER : ExitCode.SUCCESS;
    }

    private static boolean nobodyAnswered(RunResult result) {
        Map<Ending, Long> endings = result.all().map(all -> all.endings()).orElse(Map.of());
        return endings.keySet().equals(Set.of(Ending.CONNECT_FAILED));
    }
}
