package io.dimmer.cli.file;

import io.dimmer.cli.terminal.ExitCode;
import io.dimmer.cli.terminal.Failure;
import io.dimmer.cli.terminal.Terminal;
import io.dimmer.config.file.Init;
import io.dimmer.config.value.Address;
import io.dimmer.config.value.UnexpectedValueException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code init}: the first configuration. */
@Command(
        name = "init",
        description = "Prints a commented smallest configuration: service shop, blue stable, canary with weight 0.",
        footer = "  ./dimmer init --stable 10.0.0.5:8080 --candidate 10.0.0.6:8080 > dimmer.yaml")
public final class InitCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(names = "--stable", paramLabel = "HOST:PORT", description = "The version that you trust.")
    private Optional<String> stable = Optional.empty();

    @Option(names = "--candidate", paramLabel = "HOST:PORT", description = "The new version.")
    private Optional<String> candidate = Optional.empty();

    /** Behind a terminal. */
    public InitCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Address trusted = address("--stable", stable, Init.STABLE);
        Address fresh = address("--candidate", candidate, Init.CANDIDATE);
        if (trusted.equals(fresh)) {
            throw Failure.usage("--candidate: found " + fresh + " as for --stable, expected another address");
        }
        terminal.out().print(Init.text(trusted, fresh));
        terminal.out().flush();
        return ExitCode.SUCCESS.number();
    }

    private static Address address(String option, Optional<String> text, Address otherwise) {
        try {
            Address address = text.map(Address::parse).orElse(otherwise);
            UnexpectedValueException.unless(address.port() > 0, option, address, "a port from 1 to 65535");
            return address;
        } catch (UnexpectedValueException e) {
            throw Failure.usage(option + ": found " + e.found() + ", expected " + e.expected());
        }
    }
}
