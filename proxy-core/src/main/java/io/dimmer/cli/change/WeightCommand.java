package io.dimmer.cli.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dimmer.cli.admin.AdminClient;
import io.dimmer.cli.admin.AskingCommand;
import io.dimmer.cli.admin.Names;
import io.dimmer.cli.admin.Said;
import io.dimmer.cli.terminal.Failure;
import io.dimmer.cli.terminal.Figures;
import io.dimmer.cli.terminal.Table;
import io.dimmer.cli.terminal.Terminal;
import io.dimmer.config.value.Percent;
import io.dimmer.config.value.ServiceName;
import io.dimmer.config.value.UnexpectedValueException;
import io.dimmer.config.value.VersionName;
import io.dimmer.config.value.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code weight}: more or fewer users for a version. */
@Command(
        name = "weight",
        description = {
            "Sets weights, and prints the shares before and after.",
            "canary=10%% is a share: it is turned into a weight now, the others keep theirs (100%% sets the others to 0)."
                    + " canary=10 is a relative weight. All that is named changes at once."
        },
        footer = {"  ./dimmer weight shop canary=10%%", "  ./dimmer weight shop blue=95 canary=5 --why 'first step'"})
public final class WeightCommand extends AskingCommand {
    @Parameters(
            arity = "1..*",
            paramLabel = "[SERVICE] VERSION=WEIGHT",
            hideParamSyntax = true,
            description = "The service, unless there is only one; then versions with their weights or shares.")
    private List<String> words = new ArrayList<>();

    @Mixin
    private ChangeOptions change = new ChangeOptions();

    /** Behind a terminal. */
    public WeightCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected void check() {
        Names.service(service());
        weights();
    }

    private Optional<String> service() {
        return words.get(0).contains("=") ? Optional.empty() : Optional.of(words.get(0));
    }

    private ObjectNode weights() {
        List<String> settings = service().isPresent() ? words.subList(1, words.size()) : words;
        if (settings.isEmpty()) {
            throw Failure.usage("found no weight, expected VERSION=WEIGHT, such as canary=10%");
        }
        ObjectNode weights = ChangeOptions.body();
        settings.forEach(setting -> add(weights, setting));
        return weights;
    }

    private static void add(ObjectNode weights, String setting) {
        int equals = setting.indexOf('=');
        if (equals < 0) {
            throw Failure.usage("found " + setting + ", expected VERSION=WEIGHT, such as canary=10%");
        }
        String version = setting.substring(0, equals);
        String value = setting.substring(equals + 1);
        try {
            String name = new VersionName(version).text();
            if (weights.has(name)) {
                throw Failure.usage(name + ": found twice, expected once");
            }
            weights.put(
                    name,
                    value.endsWith("%")
                            ? Percent.parse(value).toString()
                            : Weight.parse(value).toString());
        } catch (UnexpectedValueException e) {
            throw Failure.usage(version + ": found " + e.found() + ", expected " + e.expected());
        }
    }

    @Override
    protected Said ask(AdminClient client) {
        Optional<ServiceName> named = Names.service(service());
        String service = Names.oneService(client, named);
        JsonNode answer = client.change("PATCH", Names.path(service) + "/weights" + change.query(), weights());
        return new Said(table(answer), line(answer), answer);
    }

    private static List<String> table(JsonNode service) {
        Moved moved = Moved.of(service);
        Table table = new Table("")
                .column(service.path("name").asText(), Table.Align.LEFT)
                .column("before", Table.Align.POINT)
                .column("", Table.Align.RIGHT)
                .column("after", Table.Align.POINT)
                .column("", Table.Align.RIGHT)
                .column("", Table.Align.LEFT);
        for (var version : service.path("versions").properties()) {
            JsonNode before = service.path("change").path("before").path(version.getKey());
            table.row(
                    "  " + version.getKey(),
                    weight(before),
                    share(before),
                    weight(version.getValue()),
                    share(version.getValue()),
                    version.getKey().equals(moved.beside()) ? moved.sentence() : "");
        }
        List<String> lines = new ArrayList<>(table.lines());
        if (moved.beside().isEmpty()) {
            lines.add("  " + moved.sentence());
        }
        return lines;
    }

    private static String line(JsonNode service) {
        String shares = service.path("versions").properties().stream()
                .map(version -> version.getKey() + " " + share(version.getValue()))
                .collect(Collectors.joining(", "));
        return service.path("name").asText() + ": " + shares + "; "
                + Moved.of(service).sentence();
    }

    private static String weight(JsonNode version) {
        return Figures.weight(version.path("weight").decimalValue());
    }

    private static String share(JsonNode version) {
        return Figures.percent(Moved.share(version), 1);
    }
}
