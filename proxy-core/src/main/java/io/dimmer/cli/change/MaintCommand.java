package io.dimmer.cli.change;

import io.dimmer.cli.terminal.Terminal;
import io.dimmer.exchange.VersionState;
import picocli.CommandLine.Command;

/** {@code maint}: nobody at all on a version. */
@Command(
        name = "maint",
        description = "Nobody at all on this version, forced neither; long-lived connections are cut.",
        footer = "  ./dimmer maint shop/canary --why 'it deletes orders'")
public final class MaintCommand extends StateCommand {
    /** Behind a terminal. */
    public MaintCommand(Terminal terminal) {
        super(terminal, VersionState.MAINT);
    }
}
