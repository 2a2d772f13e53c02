package io.dimmer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.dimmer.cli.terminal.Terminal;
import java.io.PrintWriter;
import java.io.Writer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What all commands have in common. */
class CommandTreeTest {
    private static final String LAUNCHER = "./dimmer";
    /** The words of a shell: in quotes or not. */
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

    static CommandLine tree() {
        return DimmerCommand.tree(nowhere());
    }

    private static Terminal nowhere() {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        return new Terminal(nowhere, nowhere, Map.of(), false, InstantSource.system(), length -> false);
    }

    static Stream<CommandLine> commands() {
        return below(tree());
    }

    private static Stream<CommandLine> below(CommandLine command) {
        return Stream.concat(
                Stream.of(command), command.getSubcommands().values().stream().flatMap(CommandTreeTest::below));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandHasHelpWithAnExampleThatIsRight(CommandLine command) {
        Typed help = Typed.words(Map.of(), path(command, "--help"));

        assertThat(help.code()).isZero();
        assertThat(help.err()).isEmpty();
        List<String> examples = help.out()
                .substring(help.out().indexOf("Examples:"))
                .lines()
                .skip(1)
                .map(String::strip)
                .filter(line -> line.startsWith(LAUNCHER))
                .toList();
        assertThat(examples).isNotEmpty().allSatisfy(CommandTreeTest::isUnderstood);
    }

    private static String[] path(CommandLine command, String last) {
        List<String> words = new ArrayList<>(List.of(last));
        for (CommandLine at = command; at.getParent() != null; at = at.getParent()) {
            words.add(0, at.getCommandName());
        }
        return words.toArray(String[]::new);
    }

    /** Up to what the shell would take for itself. */
    private static void isUnderstood(String example) {
        String ours = example.substring(LAUNCHER.length()).split(" [>|&]", 2)[0];
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(ours);
        while (matcher.find()) {
            words.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
        }
        tree().parseArgs(words.toArray(String[]::new));
    }

    @Test
    void hasTheCommandsOfTheContract() {
        assertThat(tree().getSubcommands().keySet())
                .containsAll(
                        Arrays.asList(("demo init run validate schema version completion config explain status weight"
                                        + " drain ready maint kill-switch trial reload token loadtest bench")
                                .split(" ")));
    }

    @Test
    void onlyTheCommandThatIsMeantIsRead() {
        Set<String> all = tree().getSubcommands().keySet();
        for (String name : all) {
            CommandLine meant = DimmerCommand.treeFor(nowhere(), name, "--help");
            assertThat(meant.getSubcommands().keySet()).isEqualTo(name.equals("completion") ? all : Set.of(name));
            assertThat(meant.getSubcommands().values())
                    .extracting(CommandLine::getCommandName)
                    .contains(name);
        }
        assertThat(DimmerCommand.treeFor(nowhere()).getSubcommands().keySet()).isEqualTo(all);
        assertThat(DimmerCommand.treeFor(nowhere(), "--help").getSubcommands().keySet())
                .isEqualTo(all);
        assertThat(DimmerCommand.treeFor(nowhere(), "staus").getSubcommands().keySet())
                .isEqualTo(all);
    }

    @Test
    void optionsThatChangeSomethingTakeAReasonAndAYes() {
        List<String> changes = List.of("weight", "drain", "ready", "maint", "kill-switch", "trial");
        assertThat(commands().filter(command -> changes.contains(command.getCommandName())))
                .hasSize(changes.size())
                .allSatisfy(command -> assertThat(command.getCommandSpec().optionsMap())
                        .containsKeys("--why", "--yes", "--admin", "--json"));
    }
}
