package io.dimmer.loadtest.cli;

/** What the process ends with, as the whole command line of Dimmer uses it. */
final class ExitCode {
    static final int SUCCESS = 0;
    static final int REFUSED = 1;
    static final int USAGE = 2;
    static final int NO_ANSWER = 3;

    private ExitCode() {}
}
