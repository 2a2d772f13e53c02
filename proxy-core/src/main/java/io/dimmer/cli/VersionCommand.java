package io.dimmer.cli;

import io.dimmer.cli.terminal.ExitCode;
import io.dimmer.cli.terminal.Terminal;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** {@code version}: which Dimmer, on which Java. */
@Command(name = "version", description = "Prints the version of Dimmer and of Java.", footer = "  ./dimmer version")
final class VersionCommand implements Callable<Integer>, IVersionProvider {
    private final Terminal terminal;

    VersionCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        terminal.out().println(text());
        return ExitCode.SUCCESS.number();
    }

    @Override
    public String[] getVersion() {
        return new String[] {text()};
    }

    /** From the jar's manifest; there is none while it is being developed. */
    private static String text() {
        String version = Objects.requireNonNullElse(
                VersionCommand.class.getPackage().getImplementationVersion(), "in development");
        return "Dimmer " + version + ", Java " + Runtime.version() + " (" + System.getProperty("java.vendor") + ")";
    }
}
