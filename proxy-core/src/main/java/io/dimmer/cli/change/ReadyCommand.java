package io.dimmer.cli.change;

import io.dimmer.cli.terminal.Terminal;
import io.dimmer.exchange.VersionState;
import picocli.CommandLine.Command;

/** {@code ready}: a version takes its users again. */
@Command(
        name = "ready",
        description = "The version takes its users again, and a new trial of it begins.",
        footer = "  ./dimmer ready shop/canary --why 'login is mended'")
public final class ReadyCommand extends StateCommand {
    /** Behind a terminal. */
    public ReadyCommand(Terminal terminal) {
        super(terminal, VersionState.READY);
    }
}
