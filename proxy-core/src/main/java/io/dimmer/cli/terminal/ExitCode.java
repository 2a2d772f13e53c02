package io.dimmer.cli.terminal;

/** What the process ends with. */
public final class ExitCode {
    /** It is done. */
    public static final int SUCCESS = 0;
    /** A refusal, or a check that failed. */
    public static final int REFUSED = 1;
    /** Wrong usage. */
    public static final int USAGE = 2;
    /** No answer: the proxy cannot be reached. */
    public static final int NO_ANSWER = 3;

    private ExitCode() {}
}
