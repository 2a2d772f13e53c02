package io.dimmer.loadtest.report;

import java.util.Locale;

/**
 * What was run, for whoever reads the report later.
 *
 * @param target the address that was loaded
 * @param users how many users were named and how they were drawn, {@code none} when they were not named
 * @param connections the most connections at a time
 * @param seed of everything that was drawn at random
 * @param machine cores, operating system and Java
 */
public record RunDescription(String target, String users, int connections, long seed, String machine) {

    /** The same kind of line for every report about this machine. */
    public static String thisMachine() {
        return String.format(
                Locale.ROOT,
                "%d cores, %s %s, Java %s",
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                System.getProperty("java.version"));
    }
}
