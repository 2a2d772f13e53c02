package io.dimmer.loadtest.cli;

import io.dimmer.loadtest.cli.console.ExitCode;
import io.dimmer.loadtest.cli.console.Terminal;
import io.dimmer.loadtest.cli.console.VersionOfJar;
import io.dimmer.loadtest.demo.Demo;
import io.dimmer.loadtest.demo.DemoOptions;
import io.dimmer.loadtest.demo.proxy.DemoRefusal;
import io.dimmer.loadtest.demo.story.Screen;
import io.dimmer.loadtest.demo.story.Summary;
import io.dimmer.loadtest.target.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code demo}: the main job on real traffic, nothing to install. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        versionProvider = VersionOfJar.class,
        description = {
            "Starts a blue, a green and a canary service, the proxy in front of them and traffic from many users.",
            "The canary turns bad, is judged and drained while everything else keeps answering."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./dimmer demo",
            "  ./dimmer demo --once --fault slow",
            "  ./dimmer demo --once --json | jq .canaryRequestsUntilDrain",
            "%nExit codes: 0 the fault came to its end and stable never failed, 1 it did not, or the demo could not start."
        })
final class DemoCommand implements Callable<Integer> {
    @Option(names = "--once", description = "End by itself, with a summary.")
    private boolean once;

    @Option(
            names = "--fault",
            paramLabel = "FAULT",
            description =
                    "What happens to the canary: errors, slow, dead and notfound are found out; none is the twin in"
                            + " which it must survive. Default: ${DEFAULT-VALUE}.",
            defaultValue = "errors",
            converter = FaultConverter.class)
    private Fault fault = Fault.ERRORS;

    @Option(names = "--port", paramLabel = "N", description = "Of the edge. Default: 8080, or a free one.")
    private Optional<Integer> port = Optional.empty();

    @Option(names = "--admin-port", paramLabel = "N", description = "Of the admin API. Default: 9901, or a free one.")
    private Optional<Integer> adminPort = Optional.empty();

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "The same seed draws the same users. Default: ${DEFAULT-VALUE}.",
            defaultValue = "1")
    private long seed;

    @Option(
            names = "--rate",
            paramLabel = "RATE",
            description = "Requests a second. Default: ${DEFAULT-VALUE}.",
            defaultValue = "400")
    private double rate;

    @Option(
            names = "--json",
            description = "The summary as one JSON object on standard output, the story on standard error.")
    private boolean json;

    @Option(names = "--proxy-jar", hidden = true, description = "The proxy to start instead of the one that was built.")
    private Optional<Path> proxyJar = Optional.empty();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        CommandLine command = spec.commandLine();
        Screen screen =
                new Screen(json ? command.getErr() : command.getOut(), Terminal.interactive(), Terminal.colour());
        AtomicReference<Integer> code = new AtomicReference<>(ExitCode.REFUSED.code());
        try {
            new Demo(options(), screen, System.getenv()).run(summary -> code.set(tell(command, summary)));
            return code.get();
        } catch (InterruptedException told) {
            return ExitCode.REFUSED.code();
        } catch (DemoRefusal refusal) {
            command.getErr().println(refusal.getMessage());
            return ExitCode.REFUSED.code();
        }
    }

    private int tell(CommandLine command, Summary summary) {
        if (json) {
            command.getOut().println(summary.json());
            command.getOut().flush();
        }
        return summary.unmet().isEmpty() ? ExitCode.SUCCESS.code() : ExitCode.REFUSED.code();
    }

    private DemoOptions options() {
        try {
            return new DemoOptions(fault, once, number(port), number(adminPort), seed, rate, proxyJar);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private static OptionalInt number(Optional<Integer> value) {
        return value.isPresent() ? OptionalInt.of(value.get()) : OptionalInt.empty();
    }
}
