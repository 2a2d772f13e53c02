package io.dimmer.cli;

import io.dimmer.cli.terminal.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** A command of the load tester's jar: the launcher starts that one instead. Here it is known by name and one line. */
@Command(footer = "  ./dimmer demo --once")
final class ElsewhereCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Unmatched
    private List<String> words = new ArrayList<>();

    @Override
    public Integer call() {
        throw Failure.usage(spec.name() + " is in the load tester's jar: start it with the launcher, ./dimmer "
                + spec.name() + (words.isEmpty() ? "" : " " + String.join(" ", words)));
    }
}
