package io.dimmer.cli;

/** Entry point of the proxy and of its command line. */
public final class DimmerMain {
    private DimmerMain() {}

    /** Runs the command that the arguments name. */
    public static void main(String[] args) {
        System.exit(2);
    }
}
