package io.dimmer.cli.show;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dimmer.cli.admin.AdminClient;
import io.dimmer.cli.admin.AskingCommand;
import io.dimmer.cli.admin.Said;
import io.dimmer.cli.terminal.Failure;
import io.dimmer.cli.terminal.Terminal;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code config}: what is in force. */
@Command(
        name = "config",
        description = "Prints the configuration in force, as YAML that can be committed.",
        footer = {"  ./dimmer config > dimmer.yaml", "  ./dimmer config --diff"})
public final class ConfigCommand extends AskingCommand {
    @Option(names = "--diff", description = "Only what differs from the file, with who and when.")
    private boolean diff;

    /** Behind a terminal. */
    public ConfigCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected void check() {
        if (admin().json() && !diff) {
            throw Failure.usage("--json goes with --diff: the configuration itself is YAML");
        }
    }

    @Override
    protected Said ask(AdminClient client) {
        if (admin().json()) {
            return Said.inOneLine("", differences(client));
        }
        List<String> lines = client.text("/config" + (diff ? "?diff=true" : ""))
                .stripTrailing()
                .lines()
                .toList();
        return new Said(lines, "\n" + String.join("\n", lines), JsonNodeFactory.instance.nullNode());
    }

    private static ArrayNode differences(AdminClient client) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        for (JsonNode service : client.get("/services")) {
            for (JsonNode difference : service.path("differsFromFile")) {
                ObjectNode one = all.addObject();
                one.set("service", service.path("name"));
                one.setAll((ObjectNode) difference);
            }
        }
        return all;
    }
}
