package io.dimmer.loadtest.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What was run, for whoever reads the report later.
 *
 * @param target the address that was loaded
 * @param plan how requests arrived, in words
 * @param users how many users were named and how they were drawn, {@code none} when they were not named
 * @param connections the most connections at a time
 * @param seed of everything that was drawn at random
 * @param machine processor, cores, operating system and Java
 * @param command the arguments after {@code ./dimmer}
 * @param started by the wall clock
 * @param versions of the load tester, the proxy and the services' builds, as far as they are known
 */
public record RunDescription(
        String target,
        String plan,
        String users,
        int connections,
        long seed,
        String machine,
        String command,
        Instant started,
        SortedMap<String, String> versions) {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    public RunDescription {
        versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
    }

    /** The same with these versions as well. */
    public RunDescription with(SortedMap<String, String> more) {
        SortedMap<String, String> all = new TreeMap<>(versions);
        all.putAll(more);
        return new RunDescription(target, plan, users, connections, seed, machine, command, started, all);
    }

    /** The same, said to have been ended early when it was shorter than planned. */
    public RunDescription lasting(Duration length, Duration planned) {
        if (length.compareTo(planned) >= 0) {
            return this;
        }
        String early = String.format(
                Locale.ROOT, "; stopped after %.1f of %.0f s", length.toNanos() / 1e9, planned.toNanos() / 1e9);
        return new RunDescription(target, plan + early, users, connections, seed, machine, command, started, versions);
    }

    /** The same kind of line for every report about this machine. */
    public static String thisMachine() {
        return String.format(
                Locale.ROOT,
                "%d cores%s, %s %s %s, Java %s",
                Runtime.getRuntime().availableProcessors(),
                processor(),
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("os.arch"),
                System.getProperty("java.version"));
    }

    /** Its name where the system tells it, with a comma before. */
    private static String processor() {
        try (Stream<String> lines = Files.lines(PROCESSORS)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> " of " + line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("");
        } catch (IOException notLinux) {
            return "";
        }
    }
}
