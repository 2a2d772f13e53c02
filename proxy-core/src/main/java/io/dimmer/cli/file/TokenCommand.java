package io.dimmer.cli.file;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code token}: tokens for admin and for forcing. */
@Command(name = "token", description = "Makes tokens.", footer = "  ./dimmer token new operator")
public final class TokenCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "found nothing after token, expected new");
    }
}
