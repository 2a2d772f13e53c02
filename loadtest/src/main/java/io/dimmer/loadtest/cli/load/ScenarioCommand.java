package io.dimmer.loadtest.cli.load;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dimmer.loadtest.cli.console.ExitCode;
import io.dimmer.loadtest.cli.console.VersionOfJar;
import io.dimmer.loadtest.demo.proxy.DemoRefusal;
import io.dimmer.loadtest.scenario.Check;
import io.dimmer.loadtest.scenario.Ended;
import io.dimmer.loadtest.scenario.Scenario;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code loadtest scenario}: stories with an expected end, one by one or all. */
@Command(
        name = "scenario",
        mixinStandardHelpOptions = true,
        versionProvider = VersionOfJar.class,
        description = {
            "Plays a story against a proxy of its own and says whether it ended as expected.",
            "Each has a twin, in which the fault is switched off (steady-state: on) and the end is another one. Without a name",
            "it lists them."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./dimmer loadtest scenario",
            "  ./dimmer loadtest scenario slow-canary",
            "  ./dimmer loadtest scenario reload slow-clients --twin --json",
            "  ./dimmer loadtest scenario all",
            "%nExit codes: 0 all ended as expected, 1 one did not, or could not be played, 2 wrong usage."
        })
final class ScenarioCommand implements Callable<Integer> {
    private static final String ALL = "all";

    @Parameters(paramLabel = "NAME", arity = "0..*", description = "Which; all plays every one and every twin.")
    private List<String> names = new ArrayList<>();

    @Option(names = "--twin", description = "Play the twins of those that are named, not themselves.")
    private boolean twin;

    @Option(names = "--json", description = "What came of it as one JSON object on standard output.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** One of them, or its twin. */
    private record Entry(Scenario scenario, boolean twin) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (names.isEmpty()) {
            list();
            return ExitCode.SUCCESS.code();
        }
        List<Ended> ended = new ArrayList<>();
        try {
            for (Entry entry : entries()) {
                tell(entry.scenario().word() + (entry.twin() ? ", twin" : "") + ": "
                        + entry.scenario().story(entry.twin()));
                Ended one = entry.scenario().play(entry.twin(), System.getenv());
                one.checks().forEach(check -> tell(line(check)));
                ended.add(one);
            }
        } catch (DemoRefusal refusal) {
            spec.commandLine().getErr().println(refusal.getMessage());
            return ExitCode.REFUSED.code();
        }
        return finish(ended);
    }

    private int finish(List<Ended> ended) {
        long asExpected = ended.stream().filter(Ended::asExpected).count();
        if (json) {
            spec.commandLine().getOut().println(json(ended).toPrettyString());
        }
        tell(asExpected + " of " + ended.size() + " ended as expected");
        return asExpected == ended.size() ? ExitCode.SUCCESS.code() : ExitCode.REFUSED.code();
    }

    private List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        for (String name : names) {
            if (name.equals(ALL)) {
                for (Scenario scenario : Scenario.ALL) {
                    entries.add(new Entry(scenario, false));
                    entries.add(new Entry(scenario, true));
                }
            } else {
                entries.add(new Entry(scenario(name), twin));
            }
        }
        return entries;
    }

    private Scenario scenario(String name) {
        return Scenario.of(name)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "NAME: found '" + name + "', expected all or one of "
                                + Scenario.ALL.stream().map(Scenario::word).collect(Collectors.joining(", "))));
    }

    private void list() {
        PrintWriter out = spec.commandLine().getOut();
        for (Scenario scenario : Scenario.ALL) {
            out.println(String.format(Locale.ROOT, "%-16s %s", scenario.word(), scenario.story(false)));
            out.println(String.format(Locale.ROOT, "%16s twin: %s", "", scenario.story(true)));
        }
    }

    /** The story goes where results do not, when results are JSON. */
    private void tell(String line) {
        PrintWriter where =
                json ? spec.commandLine().getErr() : spec.commandLine().getOut();
        where.println(line);
        where.flush();
    }

    private static String line(Check check) {
        return String.format(
                Locale.ROOT, "  %-6s %-36s %s", check.kept() ? "kept" : "BROKEN", check.promise(), check.seen());
    }

    private static ObjectNode json(List<Ended> ended) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode all = json.putArray("scenarios");
        for (Ended one : ended) {
            ObjectNode entry = all.addObject()
                    .put("scenario", one.scenario())
                    .put("twin", one.twin())
                    .put("asExpected", one.asExpected());
            ArrayNode checks = entry.putArray("checks");
            one.checks()
                    .forEach(check -> checks.addObject()
                            .put("promise", check.promise())
                            .put("kept", check.kept())
                            .put("seen", check.seen()));
        }
        return json;
    }
}
