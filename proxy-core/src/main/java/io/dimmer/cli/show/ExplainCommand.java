package io.dimmer.cli.show;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dimmer.cli.admin.AdminClient;
import io.dimmer.cli.admin.AskingCommand;
import io.dimmer.cli.admin.Names;
import io.dimmer.cli.admin.Said;
import io.dimmer.cli.file.ConfigFile;
import io.dimmer.cli.terminal.ExitCode;
import io.dimmer.cli.terminal.Figures;
import io.dimmer.cli.terminal.Terminal;
import io.dimmer.config.value.ServiceName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code explain}: why somebody gets a version. */
@Command(
        name = "explain",
        description = {
            "Says which route, service and version a request would get, and why. Sends nothing.",
            "Asks the running proxy, which knows drains; with --config it answers from the file alone."
        },
        footer = {
            "  ./dimmer explain --user 42",
            "  ./dimmer explain --path /cart -H 'Cookie: uid=42' -H 'X-Dimmer-Version: canary'",
            "  ./dimmer explain --user 42 shop --config dimmer.yaml --json"
        })
public final class ExplainCommand extends AskingCommand {
    @Parameters(
            arity = "0..1",
            paramLabel = "SERVICE",
            description = "What this one would do. Default: the routes decide.")
    private Optional<String> service = Optional.empty();

    @Mixin
    private Question question = new Question();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Answer from this file, as if a proxy had just been started with it.")
    private Optional<String> config = Optional.empty();

    /** Behind a terminal. */
    public ExplainCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected void check() {
        Names.service(service);
        question.check();
    }

    @Override
    public Integer call() throws InterruptedException {
        if (config.isEmpty()) {
            return super.call();
        }
        check();
        ConfigFile file = ConfigFile.of(config.get());
        Optional<ServiceName> named = Names.service(service);
        ObjectNode answer = FileExplainer.json(new FileExplainer(
                        file.read(terminal(), "nothing can be explained"),
                        terminal().environment(),
                        terminal().clock())
                .explain(named, question.asked()));
        if (admin().json()) {
            answer.put("from", file.name());
            terminal().out().println(answer.toPrettyString());
        } else {
            lines(answer).forEach(terminal().out()::println);
            terminal().out().println("  (from " + file.name() + " alone: what was changed since is not known)");
        }
        return ExitCode.SUCCESS.number();
    }

    @Override
    protected Said ask(AdminClient client) {
        JsonNode answer = client.get("/explain" + question.query(service));
        List<String> lines = lines(answer);
        return new Said(lines, lines.get(0), answer);
    }

    private static List<String> lines(JsonNode answer) {
        List<String> lines = new ArrayList<>();
        lines.add(headline(answer));
        answer.path("sentences").forEach(sentence -> lines.add("  " + sentence.asText()));
        return lines;
    }

    private static String headline(JsonNode answer) {
        if (!answer.path("service").isTextual()) {
            return "no route, so no version";
        }
        String of = " of " + answer.path("service").asText();
        String reason = answer.path("reason").asText("none");
        if (!answer.path("version").isTextual()) {
            return "no one version" + of + " (" + reason + ")";
        }
        String share = Figures.percent(answer.path("share").asDouble(), 1);
        return answer.path("version").asText() + of + " (" + reason + "), which has " + share + " of the users";
    }
}
