package io.dimmer.cli;

import io.dimmer.cli.terminal.Terminal;

/** Entry point of the proxy and of its command line. */
public final class DimmerMain {
    private DimmerMain() {}

    /** Runs the command that the arguments name, and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(run(args, Terminal.ofProcess()));
    }

    /** Runs the command; results go to the terminal's {@code out}, everything else to its {@code err}. */
    static int run(String[] args, Terminal terminal) {
        int code = DimmerCommand.treeFor(terminal, args).execute(args);
        terminal.out().flush();
        terminal.err().flush();
        return code;
    }
}
