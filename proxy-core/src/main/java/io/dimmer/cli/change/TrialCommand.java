package io.dimmer.cli.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dimmer.cli.admin.AdminClient;
import io.dimmer.cli.admin.AskingCommand;
import io.dimmer.cli.admin.Names;
import io.dimmer.cli.admin.Said;
import io.dimmer.cli.terminal.Terminal;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code trial}: there is a new build. */
@Command(
        name = "trial",
        description = "There is a new build of this version: evidence starts at zero.",
        footer = "  ./dimmer trial shop/canary --build 1.42.1")
public final class TrialCommand extends AskingCommand {
    @Parameters(
            paramLabel = "SERVICE/VERSION",
            description = "The version; the service may be left out where there is only one.")
    private String target = "";

    @Option(names = "--build", paramLabel = "B", description = "What is deployed now. Default: as before.")
    private Optional<String> build = Optional.empty();

    @Mixin
    private ChangeOptions change = new ChangeOptions();

    /** Behind a terminal. */
    public TrialCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected void check() {
        Names.Target.of(target);
    }

    @Override
    protected Said ask(AdminClient client) {
        Names.Target wanted = Names.Target.of(target);
        String service = Names.oneService(client, wanted.service());
        ObjectNode body = ChangeOptions.body();
        build.ifPresent(text -> body.put("build", text));
        String path = Names.path(service) + "/versions/" + wanted.version() + "/trial";
        JsonNode answer = client.change("POST", path + change.query(), body);
        JsonNode version = answer.path("versions").path(wanted.version().text());
        String deployed = version.path("build").asText("").isEmpty()
                ? ""
                : " of build " + version.path("build").asText();
        return Said.inOneLine(
                service + "/" + wanted.version() + ": a new trial" + deployed + " begins, evidence starts at zero",
                answer);
    }
}
