package io.dimmer.cli.file;

import io.dimmer.cli.terminal.ExitCode;
import io.dimmer.cli.terminal.Failure;
import io.dimmer.cli.terminal.Terminal;
import io.dimmer.config.ProxySpec;
import io.dimmer.config.edge.ShutdownSpec;
import io.dimmer.config.file.Reading;
import io.dimmer.config.value.Durations;
import io.dimmer.config.value.UnexpectedValueException;
import io.dimmer.server.ProxyServer;
import io.dimmer.server.ServerOptions;
import io.dimmer.server.Signals;
import io.dimmer.server.warmup.WarmUp;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code run}: the proxy itself. */
@Command(
        name = "run",
        description = {
            "Runs the proxy. Says one line when it is ready, and what holds without being written in the file.",
            "SIGTERM and SIGINT let running requests end and stop it with exit code 0; SIGHUP reads the file again."
        },
        footer = {
            "  ./dimmer run",
            "  ./dimmer run --config /etc/dimmer/dimmer.yaml --state /var/lib/dimmer",
            "  ./dimmer run --takeover"
        })
public final class RunCommand implements Callable<Integer> {
    private static final String LOOPS = "DIMMER_EVENT_LOOPS";
    private static final String NO_STATE = "none";
    private static final String OTHERWISE = "nothing was started";

    private final Terminal terminal;

    @Option(names = "--config", paramLabel = "FILE", description = "Default: $DIMMER_CONFIG, or dimmer.yaml.")
    private Optional<String> config = Optional.empty();

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "Where what changes at run time is kept. Default: $DIMMER_STATE, or what the file says.")
    private Optional<String> state = Optional.empty();

    @Option(
            names = "--event-loops",
            paramLabel = "N",
            description = "Default: $DIMMER_EVENT_LOOPS, or the cores that the process may use.")
    private Optional<String> eventLoops = Optional.empty();

    @Option(
            names = "--takeover",
            description = {
                "Takes the place of a proxy that runs with the same state directory, on the same ports and without a gap:",
                "that one serves until this one does, and then ends its connections. Without one it starts as usual."
            })
    private boolean takeover;

    @Option(
            names = "--warm-up",
            paramLabel = "TIME",
            description = {
                "How long it may send requests to itself before it says that it is ready, so that the first users find it",
                "compiled; it serves meanwhile. 0s: not at all. Default: ${DEFAULT-VALUE}."
            },
            defaultValue = "1s")
    private String warmUp = "1s";

    /** Behind a terminal. */
    public RunCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        ConfigFile file = ConfigFile.of(config, terminal);
        ServerOptions options = options(file);
        Reading<ProxySpec> reading = file.reading(terminal);
        ProxySpec spec = reading.value().orElseThrow(() -> Failure.refused(String.join("\n", problems(reading))));
        AtomicReference<ProxyServer> running = new AtomicReference<>();
        Signals signals = Signals.listen(
                () -> tell(running.get(), ProxyServer::reload), () -> tell(running.get(), ProxyServer::reopenLogs));
        ProxyServer server = start(spec, options);
        running.set(server);
        server.takenOver().thenRun(signals::stop);
        // Not before it is known that it starts: what keeps it from starting is one line, alone.
        say(reading);
        terminal.out()
                .println(ready(server, options.stateDir().or(() -> spec.state().dir())));
        signals.awaitStop();
        terminal.err().println(stopping(server.shutdown()));
        int cut = server.stop();
        terminal.err().println("stopped; requests that were cut: " + cut);
        return ExitCode.SUCCESS.number();
    }

    private ServerOptions options(ConfigFile file) {
        Map<String, String> environment = new HashMap<>(terminal.environment());
        eventLoops.ifPresent(loops -> environment.put(LOOPS, loops));
        try {
            Duration most = warmUpTime();
            ServerOptions options =
                    ServerOptions.of(file.path(), environment, stateDir()).warmedUpBy(() -> WarmUp.run(most));
            return takeover ? options.takingOver() : options;
        } catch (IllegalArgumentException e) {
            throw Failure.usage(String.valueOf(e.getMessage()));
        }
    }

    private Duration warmUpTime() {
        try {
            return Durations.parse(warmUp);
        } catch (UnexpectedValueException e) {
            throw Failure.usage("--warm-up: found " + e.found() + ", expected " + e.expected());
        }
    }

    private static List<String> problems(Reading<ProxySpec> reading) {
        List<String> lines = new ArrayList<>(reading.warningLines());
        lines.addAll(reading.problemLines(OTHERWISE));
        return lines;
    }

    private void say(Reading<ProxySpec> reading) {
        reading.warningLines().forEach(terminal.err()::println);
        boolean stateGiven = stateDir().isPresent();
        reading.notes().stream()
                .filter(note -> !stateGiven || !note.path().equals("state"))
                .forEach(note -> terminal.err().println(reading.file() + ": " + note));
    }

    private Optional<Path> stateDir() {
        Optional<String> named = state.or(() -> terminal.variable("DIMMER_STATE"));
        if (named.filter(NO_STATE::equals).isPresent()) {
            throw Failure.usage(
                    "--state: found none, expected a directory; to keep nothing, say so in the file: state: {dir: none}");
        }
        return named.map(name -> Path.of(name).toAbsolutePath().normalize());
    }

    private static ProxyServer start(ProxySpec spec, ServerOptions options) {
        try {
            return ProxyServer.start(spec, options);
        } catch (IOException e) {
            throw Failure.refused(String.valueOf(e.getMessage()));
        }
    }

    private static void tell(@Nullable ProxyServer server, Consumer<ProxyServer> what) {
        if (server != null) {
            what.accept(server);
        }
    }

    private static String stopping(ShutdownSpec shutdown) {
        String delay = shutdown.delay().isZero()
                ? ""
                : "serving on for " + Durations.format(shutdown.delay()) + " while not ready; then ";
        return "stopping: " + delay + "running requests may take " + Durations.format(shutdown.deadline())
                + " to end; once more to stop at once";
    }

    private static String ready(ProxyServer server, Optional<Path> state) {
        String edges = server.listening().stream()
                .map(listener -> listener.name() + " http://" + listener.address())
                .collect(Collectors.joining(", "));
        String probes = server.probesAddress()
                .map(address -> ", probes http://" + address)
                .orElse("");
        String kept = state.map(dir -> "state in " + dir).orElse("no state is kept");
        return "Dimmer is ready: " + edges + ", admin http://" + server.adminAddress() + probes + "; " + kept;
    }
}
