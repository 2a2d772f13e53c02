package io.dimmer.loadtest.cli;

/** Entry point of the load tester. */
public final class LoadTestMain {
    private LoadTestMain() {}

    /** Runs the command that the arguments name. */
    public static void main(String[] args) {
        System.exit(2);
    }
}
