package io.dimmer.cli.change;

import com.fasterxml.jackson.databind.JsonNode;
import io.dimmer.cli.admin.AdminClient;
import io.dimmer.cli.admin.AskingCommand;
import io.dimmer.cli.admin.Names;
import io.dimmer.cli.admin.Said;
import io.dimmer.cli.terminal.Failure;
import io.dimmer.cli.terminal.Terminal;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code kill-switch}: everyone to stable, now. */
@Command(
        name = "kill-switch",
        description = "on: everyone to stable, now, and nothing may go up; forced requests still pass. off: ends that.",
        footer = {"  ./dimmer kill-switch on shop --why 'prices are wrong'", "  ./dimmer kill-switch off shop"})
public final class KillSwitchCommand extends AskingCommand {
    @Parameters(index = "0", paramLabel = "on|off", description = "What it is to be.")
    private String position = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "SERVICE",
            description = "May be left out where there is only one.")
    private Optional<String> service = Optional.empty();

    @Mixin
    private ChangeOptions change = new ChangeOptions();

    /** Behind a terminal. */
    public KillSwitchCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected void check() {
        if (!position.equals("on") && !position.equals("off")) {
            throw Failure.usage("kill-switch: found " + position + ", expected on or off");
        }
        Names.service(service);
    }

    @Override
    protected Said ask(AdminClient client) {
        boolean on = position.equals("on");
        String name = Names.oneService(client, Names.service(service));
        JsonNode answer = client.change(
                on ? "PUT" : "DELETE", Names.path(name) + "/kill-switch" + change.query(), ChangeOptions.body());
        boolean before = answer.path("change").path("killSwitch").asBoolean();
        String what = before == on ? " already: nothing changes" : told(answer, on);
        return Said.inOneLine("the kill switch of " + name + " is " + position + what, answer);
    }

    private static String told(JsonNode service, boolean on) {
        String everyone = on ? ", everyone gets " + service.path("stable").asText() : "";
        return everyone + "; " + Moved.of(service).sentence();
    }
}
