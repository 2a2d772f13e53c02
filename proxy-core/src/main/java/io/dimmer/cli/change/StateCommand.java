package io.dimmer.cli.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dimmer.cli.admin.AdminClient;
import io.dimmer.cli.admin.AskingCommand;
import io.dimmer.cli.admin.Names;
import io.dimmer.cli.admin.Said;
import io.dimmer.cli.terminal.Figures;
import io.dimmer.cli.terminal.Terminal;
import io.dimmer.exchange.VersionState;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What {@code drain}, {@code ready} and {@code maint} have in common. */
abstract class StateCommand extends AskingCommand {
    private final VersionState state;

    @Parameters(
            paramLabel = "SERVICE/VERSION",
            description = "The version; the service may be left out where there is only one.")
    private String target = "";

    @Mixin
    private ChangeOptions change = new ChangeOptions();

    StateCommand(Terminal terminal, VersionState state) {
        super(terminal);
        this.state = state;
    }

    @Override
    protected void check() {
        Names.Target.of(target);
    }

    /** What more there is to say. */
    protected void complete(ObjectNode body) {}

    @Override
    protected Said ask(AdminClient client) {
        Names.Target wanted = Names.Target.of(target);
        String service = Names.oneService(client, wanted.service());
        ObjectNode body = ChangeOptions.body();
        body.put("state", state.word());
        complete(body);
        String path = Names.path(service) + "/versions/" + wanted.version() + "/state";
        JsonNode answer = client.change("PUT", path + change.query(), body);
        return Said.inOneLine(service + "/" + wanted.version() + " " + told(answer, wanted), answer);
    }

    private String told(JsonNode service, Names.Target wanted) {
        String version = wanted.version().text();
        String before = service.path("change")
                .path("before")
                .path(version)
                .path("state")
                .asText();
        if (before.equals(state.word())) {
            return "is " + before + " already: nothing changes";
        }
        Moved moved = Moved.of(service);
        String where = moved.isNobody() || moved.gaining().size() < 2
                ? moved.sentence()
                : moved.sentence() + " to " + Figures.list(moved.gaining());
        return "is " + state.word() + " now, was " + before + "; " + where + running(service, version);
    }

    private String running(JsonNode service, String version) {
        long running = service.path("versions").path(version).path("inFlight").asLong();
        return state == VersionState.READY || running == 0
                ? ""
                : "; " + Figures.count(running) + (running == 1 ? " request still runs" : " requests still run");
    }
}
