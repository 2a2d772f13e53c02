package io.dimmer.loadtest.cli.console;

/** What the process ends with, as the whole command line of Dimmer uses it. */
public enum ExitCode {
    /** It did what it was asked. */
    SUCCESS(0),
    /** It was refused, or a check failed. */
    REFUSED(1),
    /** It was called wrongly. */
    USAGE(2),
    /** There is no answer: nobody answered, or the run is void. */
    NO_ANSWER(3);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    /** The number that the shell sees. */
    public int code() {
        return code;
    }
}
