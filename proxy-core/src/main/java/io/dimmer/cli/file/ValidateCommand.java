package io.dimmer.cli.file;

import io.dimmer.cli.terminal.ExitCode;
import io.dimmer.cli.terminal.Figures;
import io.dimmer.cli.terminal.Terminal;
import io.dimmer.config.ProxySpec;
import io.dimmer.config.file.ForceKeyFile;
import io.dimmer.config.file.Reading;
import io.dimmer.config.file.TokenFile;
import io.dimmer.config.service.ServiceSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code validate}: every problem of a configuration at once. */
@Command(
        name = "validate",
        description = {
            "Reads a configuration and says everything that is wrong with it, each with its line.",
            "The files that it names are read too where they are there."
        },
        footer = {"  ./dimmer validate", "  ./dimmer validate --strict next/dimmer.yaml"})
public final class ValidateCommand implements Callable<Integer> {
    private static final String OTHERWISE = "it would not be started";

    private final Terminal terminal;
    private final List<String> warnings = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "Default: $DIMMER_CONFIG, or dimmer.yaml.")
    private Optional<String> file = Optional.empty();

    @Option(names = "--config", paramLabel = "FILE", description = "The same.")
    private Optional<String> config = Optional.empty();

    @Option(names = "--strict", description = "Warnings fail.")
    private boolean strict;

    /** Behind a terminal. */
    public ValidateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        ConfigFile chosen = ConfigFile.of(file.or(() -> config), terminal);
        Optional<ProxySpec> spec = note(chosen.reading(terminal));
        spec.ifPresent(this::checkSecrets);
        warnings.forEach(terminal.err()::println);
        problems.forEach(terminal.err()::println);
        if (spec.isEmpty() || !problems.isEmpty()) {
            return ExitCode.REFUSED.number();
        }
        if (strict && !warnings.isEmpty()) {
            terminal.err().println(chosen.name() + ": " + counted(warnings.size(), "warning") + ", and --strict");
            return ExitCode.REFUSED.number();
        }
        terminal.out().println(chosen.name() + ": valid; " + contents(spec.get()));
        return ExitCode.SUCCESS.number();
    }

    private <T> Optional<T> note(Reading<T> reading) {
        warnings.addAll(reading.warningLines());
        problems.addAll(reading.problemLines(OTHERWISE));
        return reading.value();
    }

    private void checkSecrets(ProxySpec spec) {
        spec.admin()
                .tokens()
                .filter(this::isThere)
                .ifPresent(path -> note(TokenFile.read(path, terminal.environment())));
        Set<Path> keys = new LinkedHashSet<>();
        spec.services().forEach(service -> service.force().keys().ifPresent(keys::add));
        keys.stream().filter(this::isThere).forEach(path -> note(ForceKeyFile.read(path, terminal.environment())));
    }

    /** Where a configuration is checked the secrets often are not, and that is well. */
    private boolean isThere(Path path) {
        if (!Files.exists(path)) {
            warnings.add(path + ": warning: there is no such file here; it must be there when the proxy starts");
        }
        return Files.exists(path);
    }

    private static String contents(ProxySpec spec) {
        int versions = spec.services().stream()
                .map(ServiceSpec::versions)
                .mapToInt(List::size)
                .sum();
        return Figures.list(List.of(
                counted(spec.services().size(), "service"),
                counted(versions, "version"),
                counted(spec.routes().size(), "route")));
    }

    private static String counted(int count, String thing) {
        return count + " " + thing + (count == 1 ? "" : "s");
    }
}
