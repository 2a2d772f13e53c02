package io.dimmer.cli.terminal;

/** Ends a command: one clear line on standard error and an exit code. */
public final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final ExitCode exitCode;

    private Failure(ExitCode exitCode, String message) {
        super(message, null, false, false);
        this.exitCode = exitCode;
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

    /** The line. */
    public String line() {
        return String.valueOf(getMessage());
    }
}
