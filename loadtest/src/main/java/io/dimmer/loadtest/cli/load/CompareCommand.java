package io.dimmer.loadtest.cli.load;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dimmer.loadtest.cli.console.ExitCode;
import io.dimmer.loadtest.cli.console.VersionOfJar;
import io.dimmer.loadtest.compare.Comparison;
import io.dimmer.loadtest.compare.RecordedRun;
import io.dimmer.loadtest.compare.Series;
import io.dimmer.loadtest.record.Label;
import io.dimmer.loadtest.report.ComparisonJson;
import io.dimmer.loadtest.report.ComparisonLines;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code loadtest compare}: two runs side by side, with intervals. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        versionProvider = VersionOfJar.class,
        description = {
            "Compares two runs that --out left.",
            "Each figure of both, the difference, and the interval that holds the true difference in 95 of 100 cases",
            "(bootstrap of blocks of time). What the interval does not exclude may be chance."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./dimmer loadtest compare before after",
            "  ./dimmer loadtest compare before after --json | jq '.comparisons[0].figures'",
            "%nExit codes: 0 compared, 1 a folder cannot be read, 2 wrong usage, 3 one of the runs is void."
        })
final class CompareCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "A", description = "The folder of the run to compare with.")
    private Path before = Path.of(".");

    @Parameters(index = "1", paramLabel = "B", description = "The folder of the run that is compared.")
    private Path after = Path.of(".");

    @Option(names = "--json", description = "As one JSON object on standard output.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        RecordedRun first = RecordedRun.read(before);
        RecordedRun second = RecordedRun.read(after);
        for (RecordedRun run : List.of(first, second)) {
            if (run.voidReason().isPresent()) {
                spec.commandLine()
                        .getErr()
                        .println(run.name() + " is void: " + run.voidReason().get());
                return ExitCode.NO_ANSWER.code();
            }
        }
        List<Map.Entry<Label, Comparison>> comparisons = first.series().keySet().stream()
                .filter(label -> second.series().containsKey(label))
                .flatMap(label -> compared(label, first, second))
                .toList();
        if (json) {
            spec.commandLine().getOut().println(json(comparisons).toPrettyString());
        } else {
            print(first, second, comparisons);
        }
        return ExitCode.SUCCESS.code();
    }

    private static Stream<Map.Entry<Label, Comparison>> compared(Label label, RecordedRun first, RecordedRun second) {
        Series one = first.series().get(label);
        Series two = second.series().get(label);
        return one == null || two == null
                ? Stream.empty()
                : Stream.of(Map.entry(label, Comparison.betweenRuns(second.name(), two, first.name(), one)));
    }

    private void print(RecordedRun first, RecordedRun second, List<Map.Entry<Label, Comparison>> comparisons) {
        PrintWriter out = spec.commandLine().getOut();
        for (RecordedRun run : List.of(first, second)) {
            out.println(run.name() + "  " + run.title());
        }
        for (Map.Entry<Label, Comparison> entry : comparisons) {
            out.println();
            out.println(entry.getKey().words());
            ComparisonLines.of(entry.getValue()).forEach(out::println);
        }
    }

    private static ObjectNode json(List<Map.Entry<Label, Comparison>> comparisons) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode all = json.putArray("comparisons");
        for (Map.Entry<Label, Comparison> entry : comparisons) {
            ObjectNode one = ComparisonJson.of(entry.getValue());
            one.put("kind", entry.getKey().kind()).put("value", entry.getKey().value());
            all.add(one);
        }
        return json;
    }
}
