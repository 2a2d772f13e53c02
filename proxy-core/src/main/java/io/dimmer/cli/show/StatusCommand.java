package io.dimmer.cli.show;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dimmer.cli.admin.AdminClient;
import io.dimmer.cli.admin.AskingCommand;
import io.dimmer.cli.admin.Names;
import io.dimmer.cli.admin.Said;
import io.dimmer.cli.terminal.ExitCode;
import io.dimmer.cli.terminal.Terminal;
import io.dimmer.config.value.ServiceName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code status}: what runs. */
@Command(
        name = "status",
        description = {
            "Shows services, versions, shares, the last 60 seconds, and what differs from the file.",
            "With a SERVICE it also shows what the guard thinks of each version, and load tests."
        },
        footer = {"  ./dimmer status", "  ./dimmer status shop --watch"})
public final class StatusCommand extends AskingCommand {
    private static final Duration EVERY = Duration.ofSeconds(2);
    /** To the top left, and everything below away. */
    private static final String CLEAR = "\u001b[H\u001b[2J";

    @Parameters(arity = "0..1", paramLabel = "SERVICE", description = "Only this one. Default: all.")
    private Optional<String> service = Optional.empty();

    @Option(names = "--watch", description = "Again every two seconds, until Ctrl-C.")
    private boolean watch;

    /** Behind a terminal. */
    public StatusCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected void check() {
        Names.service(service);
    }

    @Override
    public Integer call() throws InterruptedException {
        int first = super.call();
        if (!watch || first != ExitCode.SUCCESS.number()) {
            return first;
        }
        int last = first;
        while (terminal().pauses().pause(EVERY)) {
            terminal().out().print(terminal().looking() ? CLEAR : "\n");
            last = super.call();
        }
        return last;
    }

    @Override
    protected Said ask(AdminClient client) {
        Optional<ServiceName> named = Names.service(service);
        Said said = named.isPresent() ? one(client, named.get()) : all(client.get("/services"));
        return withFile(said, client.get("/reload"));
    }

    /** A file that could not be taken is the first thing to know: what runs is older. */
    private static Said withFile(Said said, JsonNode reload) {
        if (reload.path("successful").asBoolean()) {
            return said;
        }
        JsonNode problems = reload.path("problems");
        String line = "the file was not taken at " + reload.path("at").asText() + ", what runs is older: "
                + problems.path(0).asText();
        List<String> lines = new ArrayList<>(List.of(line));
        lines.addAll(said.lines());
        return new Said(lines, line + " | " + said.line(), said.json());
    }

    private Said one(AdminClient client, ServiceName named) {
        String path = Names.path(named.text());
        JsonNode answer = client.get(path);
        ((ObjectNode) answer).set("runs", client.get(path + "/runs"));
        StatusView view = new StatusView(answer, terminal().now());
        List<String> lines = new ArrayList<>(view.detail());
        lines.addAll(RunView.lines(answer.path("runs"), terminal().now()));
        return new Said(lines, view.headline(), answer);
    }

    private Said all(JsonNode answer) {
        List<String> lines = new ArrayList<>();
        List<String> headlines = new ArrayList<>();
        for (JsonNode each : answer) {
            StatusView view = new StatusView(each, terminal().now());
            lines.addAll(view.lines());
            headlines.add(view.headline());
        }
        String line = headlines.stream().collect(Collectors.joining(" | "));
        return new Said(lines, line, answer);
    }
}
