package io.dimmer.cli.terminal;

/** What the process ends with. */
public enum ExitCode {
    /** It is done. */
    SUCCESS(0),
    /** A refusal, or a check that failed. */
    REFUSED(1),
    /** Wrong usage. */
    USAGE(2),
    /** No answer: the proxy cannot be reached. */
    NO_ANSWER(3);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    /** As the shell sees it. */
    public int number() {
        return number;
    }
}
