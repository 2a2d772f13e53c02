package io.dimmer.loadtest.cli;

import io.dimmer.loadtest.cli.console.ExitCode;
import io.dimmer.loadtest.cli.console.VersionOfJar;
import io.dimmer.loadtest.cli.load.LoadTestCommand;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Entry point of the load tester: {@code demo}, {@code loadtest} and {@code target}. */
@Command(
        name = "./dimmer",
        mixinStandardHelpOptions = true,
        versionProvider = VersionOfJar.class,
        description = "Load tests, targets to practise with, and the demo.",
        subcommands = {DemoCommand.class, TargetCommand.class})
public final class LoadTestMain implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    private static final int HELP_WIDTH = 110;

    private LoadTestMain() {}

    /** Runs the command that the arguments name and ends the process with its exit code. */
    public static void main(String[] args) {
        // Chosen here and not by name, since the proxy's tests have this jar beside their own configuration of logging.
        if (System.getProperty("logback.configurationFile") == null) {
            System.setProperty("logback.configurationFile", "io/dimmer/loadtest/cli/logback.xml");
        }
        System.exit(run(args, writer(FileDescriptor.out), writer(FileDescriptor.err)));
    }

    /** Runs the command; results go to {@code out}, everything else to {@code err}. */
    static int run(String[] args, PrintWriter out, PrintWriter err) {
        CommandLine command = new CommandLine(new LoadTestMain());
        command.addSubcommand(new CommandLine(new LoadTestCommand()).addSubcommand(new TargetCommand()));
        command.setOut(out)
                .setErr(err)
                .setUsageHelpWidth(HELP_WIDTH)
                .setParameterExceptionHandler(LoadTestMain::misused)
                .setExecutionExceptionHandler(LoadTestMain::refuse);
        int code = command.execute(args);
        out.flush();
        err.flush();
        return code;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    private static int misused(ParameterException failure, String[] args) {
        CommandLine command = failure.getCommandLine();
        command.getErr().println(failure.getMessage() + suggestion(failure));
        command.getErr().println("See " + command.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE.code();
    }

    private static String suggestion(ParameterException failure) {
        if (failure instanceof UnmatchedArgumentException unmatched && unmatched.isUnknownOption()) {
            List<String> near = unmatched.getSuggestions();
            return near.isEmpty() ? "" : ", did you mean " + near.get(0) + "?";
        }
        return "";
    }

    private static int refuse(Exception failure, CommandLine command, CommandLine.ParseResult parsed) throws Exception {
        if (failure instanceof NoSuchFileException missing) {
            command.getErr().println(missing.getFile() + ": no such file");
            return ExitCode.REFUSED.code();
        }
        if (failure instanceof IOException) {
            command.getErr().println(failure.getMessage());
            return ExitCode.REFUSED.code();
        }
        throw failure;
    }

    /** UTF-8 whatever the locale says: log files and terminals of today read it, and the bars need it. */
    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8), true);
    }
}
