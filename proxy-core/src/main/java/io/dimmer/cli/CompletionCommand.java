package io.dimmer.cli;

import io.dimmer.cli.terminal.ExitCode;
import io.dimmer.cli.terminal.Failure;
import io.dimmer.cli.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code completion}: what the shell needs to complete our words. */
@Command(
        name = "completion",
        description = "Prints a script that teaches bash or zsh to complete the words of Dimmer.",
        footer = "  ./dimmer completion bash > ~/.local/share/bash-completion/completions/dimmer")
final class CompletionCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "SHELL", description = "bash or zsh.")
    private String shell = "";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    CompletionCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (!shell.equals("bash") && !shell.equals("zsh")) {
            throw Failure.usage("completion: found " + shell + ", expected bash or zsh");
        }
        // One script for both: it asks which shell reads it.
        CommandLine root = spec.root().commandLine();
        terminal.out().println(AutoComplete.bash("dimmer", root));
        return ExitCode.SUCCESS.number();
    }
}
