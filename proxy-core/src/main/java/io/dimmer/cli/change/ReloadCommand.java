package io.dimmer.cli.change;

import com.fasterxml.jackson.databind.JsonNode;
import io.dimmer.cli.admin.AdminClient;
import io.dimmer.cli.admin.AskingCommand;
import io.dimmer.cli.admin.Said;
import io.dimmer.cli.terminal.Terminal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code reload}: the file again, now. */
@Command(
        name = "reload",
        description = {
            "Reads the configuration file again and says what changed. A running proxy does so by itself within a second",
            "of a change, and on SIGHUP; this one waits and tells. A bad file changes nothing: all its problems are told,",
            "and the exit code is 1."
        },
        footer = {"  ./dimmer reload", "  ./dimmer reload --admin http://10.0.0.5:9901 --admin http://10.0.0.6:9901"})
public final class ReloadCommand extends AskingCommand {
    private static final String NOTHING = "nothing";

    @Option(names = "--why", paramLabel = "TEXT", description = "A sentence that is kept with the change.")
    private Optional<String> why = Optional.empty();

    /** Behind a terminal. */
    public ReloadCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected Said ask(AdminClient client) {
        String query = why.map(text -> "?why=" + URLEncoder.encode(text, StandardCharsets.UTF_8))
                .orElse("");
        JsonNode answer = client.change("POST", "/reload" + query, ChangeOptions.body());
        JsonNode changed = answer.path("changed");
        JsonNode waiting = answer.path("needsRestart");
        String line = "the file is in force: "
                + (changed.isEmpty() ? "nothing changed" : keys(changed) + " changed")
                + (waiting.isEmpty() ? "" : "; " + keys(waiting) + " will change with a restart");
        List<String> lines = new ArrayList<>(List.of(line));
        changed.forEach(change -> lines.add("  " + told(change)));
        waiting.forEach(change -> lines.add("  with a restart: " + told(change)));
        return new Said(lines, line, answer);
    }

    private static String keys(JsonNode changes) {
        return changes.size() + (changes.size() == 1 ? " key" : " keys");
    }

    /** {@code services.shop.versions.canary.weight: 5 → 10}. */
    private static String told(JsonNode change) {
        return change.path("key").asText() + ": " + change.path("before").asText(NOTHING) + " → "
                + change.path("after").asText(NOTHING);
    }
}
