package io.dimmer.cli;

import io.dimmer.cli.change.DrainCommand;
import io.dimmer.cli.change.KillSwitchCommand;
import io.dimmer.cli.change.MaintCommand;
import io.dimmer.cli.change.ReadyCommand;
import io.dimmer.cli.change.ReloadCommand;
import io.dimmer.cli.change.TrialCommand;
import io.dimmer.cli.change.WeightCommand;
import io.dimmer.cli.file.InitCommand;
import io.dimmer.cli.file.NewTokenCommand;
import io.dimmer.cli.file.RunCommand;
import io.dimmer.cli.file.SchemaCommand;
import io.dimmer.cli.file.TokenCommand;
import io.dimmer.cli.file.ValidateCommand;
import io.dimmer.cli.show.ConfigCommand;
import io.dimmer.cli.show.ExplainCommand;
import io.dimmer.cli.show.StatusCommand;
import io.dimmer.cli.terminal.ExitCode;
import io.dimmer.cli.terminal.Failure;
import io.dimmer.cli.terminal.Terminal;
import io.dimmer.config.file.model.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The tree of commands, and what they have in common: help with an example, exit codes, errors in one line. */
@Command(
        name = "./dimmer",
        description =
                "A reactive edge proxy: splits traffic by user, judges versions against each other, drains the bad one.",
        footer = {"  ./dimmer init > dimmer.yaml && ./dimmer run", "  ./dimmer status"})
final class DimmerCommand implements Runnable {
    private static final int HELP_WIDTH = 110;
    /** Words of the grammar whose commands come with what they operate. */
    private static final Set<String> LATER =
            Set.of("tail", "journal", "freeze", "rollout", "pin", "unpin", "pins", "ring", "wait");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private DimmerCommand() {}

    /** The whole tree, printing to a terminal. */
    static CommandLine tree(Terminal terminal) {
        return tree(terminal, commands(terminal));
    }

    /**
     * The tree for these words: when the first of them is a command, with no other than it. Reading all of them takes longer
     * than most commands do.
     */
    static CommandLine treeFor(Terminal terminal, String... words) {
        Map<String, Supplier<Object>> all = commands(terminal);
        Supplier<Object> only = words.length == 0 || words[0].equals("completion") ? null : all.get(words[0]);
        return tree(terminal, only == null ? all : Map.of(words[0], only));
    }

    private static CommandLine tree(Terminal terminal, Map<String, Supplier<Object>> commands) {
        CommandLine root = new CommandLine(new DimmerCommand());
        commands.forEach((name, command) -> root.addSubcommand(name, command.get()));
        root.getCommandSpec().versionProvider(new VersionCommand(terminal));
        root.getCommandSpec()
                .addOption(OptionSpec.builder("-V", "--version")
                        .versionHelp(true)
                        .description("Prints the version.")
                        .build());
        complete(root);
        return root.setOut(terminal.out())
                .setErr(terminal.err())
                .setUsageHelpWidth(HELP_WIDTH)
                .setParameterExceptionHandler((failure, arguments) -> misused(failure, terminal))
                .setExecutionExceptionHandler((failure, command, parsed) -> ended(failure, terminal));
    }

    /** By their names, in the order of the help. */
    private static Map<String, Supplier<Object>> commands(Terminal terminal) {
        Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put("demo", () -> elsewhere("demo", "The main job on real traffic, nothing to install."));
        commands.put("init", () -> new InitCommand(terminal));
        commands.put("run", () -> new RunCommand(terminal));
        commands.put("validate", () -> new ValidateCommand(terminal));
        commands.put("status", () -> new StatusCommand(terminal));
        commands.put("explain", () -> new ExplainCommand(terminal));
        commands.put("weight", () -> new WeightCommand(terminal));
        commands.put("drain", () -> new DrainCommand(terminal));
        commands.put("ready", () -> new ReadyCommand(terminal));
        commands.put("maint", () -> new MaintCommand(terminal));
        commands.put("kill-switch", () -> new KillSwitchCommand(terminal));
        commands.put("trial", () -> new TrialCommand(terminal));
        commands.put("config", () -> new ConfigCommand(terminal));
        commands.put("reload", () -> new ReloadCommand(terminal));
        commands.put("token", () -> new CommandLine(new TokenCommand()).addSubcommand(new NewTokenCommand(terminal)));
        commands.put(
                "loadtest", () -> elsewhere("loadtest", "Load, at the pace that was asked for, and what came of it."));
        commands.put("prepare", () -> elsewhere("prepare", "Makes a cache with which run starts in half the time."));
        commands.put("bench", () -> elsewhere("bench", "The measurements that are published, on this machine."));
        commands.put("schema", () -> new SchemaCommand(terminal));
        commands.put("version", () -> new VersionCommand(terminal));
        commands.put("completion", () -> new CompletionCommand(terminal));
        return commands;
    }

    private static CommandLine elsewhere(String name, String line) {
        CommandLine command = new CommandLine(new ElsewhereCommand());
        command.getCommandSpec().name(name);
        command.getCommandSpec().usageMessage().description(line).footer("  ./dimmer " + name + " --help");
        return command;
    }

    /** Every command has help, and an example in it. */
    private static void complete(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        spec.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("This help.")
                .build());
        spec.usageMessage().footerHeading("%nExamples:%n").sortOptions(false);
        command.getSubcommands().values().forEach(DimmerCommand::complete);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "found no command");
    }

    private static int misused(ParameterException failure, Terminal terminal) {
        CommandLine command = failure.getCommandLine();
        String message = failure instanceof UnmatchedArgumentException unmatched
                ? unmatched(command, unmatched.getUnmatched().get(0))
                : String.valueOf(failure.getMessage());
        terminal.err().println(terminal.red(message));
        terminal.err().println("usage: " + command.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE.number();
    }

    private static String unmatched(CommandLine command, String word) {
        boolean first = command.getParent() == null;
        if (first && LATER.contains(word)) {
            return word + " comes later: this version does not have it yet";
        }
        List<String> known = new ArrayList<>(command.getSubcommands().keySet());
        known.addAll(command.getCommandSpec().optionsMap().keySet());
        String kind = word.startsWith("-") ? "option" : first ? "command" : "argument";
        return "unknown " + kind + " " + word
                + Words.nearest(word, known)
                        .map(near -> ", did you mean " + near + "?")
                        .orElse("");
    }

    private static int ended(Exception failure, Terminal terminal) throws Exception {
        if (failure instanceof Failure expected) {
            terminal.err().println(terminal.red(expected.line()));
            return expected.exitCode();
        }
        throw failure;
    }
}
