package io.dimmer.cli.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dimmer.cli.terminal.Failure;
import io.dimmer.cli.terminal.Terminal;
import io.dimmer.config.value.Durations;
import io.dimmer.config.value.UnexpectedValueException;
import io.dimmer.exchange.VersionState;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code drain}: nobody new on a version. */
@Command(
        name = "drain",
        description = "Nobody new on this version; running requests finish until the deadline. It can still be forced.",
        footer = {"  ./dimmer drain shop/canary --why 'login is broken'", "  ./dimmer drain shop/canary --deadline 5m"})
public final class DrainCommand extends StateCommand {
    @Option(
            names = "--deadline",
            paramLabel = "TIME",
            description = "When running requests are cut, such as 30s. Default: the service's.")
    private Optional<String> deadline = Optional.empty();

    /** Behind a terminal. */
    public DrainCommand(Terminal terminal) {
        super(terminal, VersionState.DRAIN);
    }

    @Override
    protected void check() {
        super.check();
        try {
            deadline.ifPresent(text -> Durations.checkPositive("--deadline", Durations.parse(text)));
        } catch (UnexpectedValueException e) {
            throw Failure.usage("--deadline: found " + e.found() + ", expected " + e.expected());
        }
    }

    @Override
    protected void complete(ObjectNode body) {
        deadline.ifPresent(text -> body.put("deadline", text));
    }
}
