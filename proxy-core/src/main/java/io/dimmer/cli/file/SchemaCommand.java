package io.dimmer.cli.file;

import io.dimmer.cli.terminal.ExitCode;
import io.dimmer.cli.terminal.Terminal;
import io.dimmer.config.file.Schema;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code schema}: the configuration file for editors. */
@Command(
        name = "schema",
        description = "Prints the JSON Schema of the configuration file, for editors and checks.",
        footer = "  ./dimmer schema > dimmer.schema.json")
public final class SchemaCommand implements Callable<Integer> {
    private final Terminal terminal;

    /** Behind a terminal. */
    public SchemaCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        terminal.out().println(Schema.json().stripTrailing());
        return ExitCode.SUCCESS.number();
    }
}
