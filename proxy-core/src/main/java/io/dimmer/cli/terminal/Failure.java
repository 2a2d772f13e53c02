package io.dimmer.cli.terminal;

import java.util.List;

/** Ends a command: one clear line on standard error and an exit code. */
public final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final ExitCode exitCode;
    private final transient List<String> lines;

    private Failure(ExitCode exitCode, String message) {
        this(exitCode, message, List.of(message));
    }

    private Failure(ExitCode exitCode, String message, List<String> lines) {
        super(message, null, false, false);
        this.exitCode = exitCode;
        this.lines = List.copyOf(lines);
    }

    /** Exit code 1, with more to say where there is room for it. */
    public static Failure refused(String line, List<String> lines) {
        return new Failure(ExitCode.REFUSED, line, lines);
    }

    /** Exit code 1. */
    public static Failure refused(String message) {
        return new Failure(ExitCode.REFUSED, message);
    }

    /** Exit code 2. */
    public static Failure usage(String message) {
        return new Failure(ExitCode.USAGE, message);
    }

    /** Exit code 3. */
    public static Failure noAnswer(String message) {
        return new Failure(ExitCode.NO_ANSWER, message);
    }

    /** What the process ends with. */
    public int exitCode() {
        return exitCode.number();
    }

    /** The same at length. */
    public List<String> lines() {
        return lines;
    }

    /** The line. */
    public String line() {
        return String.valueOf(getMessage());
    }
}
