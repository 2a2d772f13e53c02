package io.dimmer.cli.terminal;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Where a command runs: results go to {@code out}, everything else to {@code err}.
 *
 * @param out for results
 * @param err for the rest
 * @param environment the variables of the process
 * @param looking a person looks at a terminal that can redraw
 * @param clock what time it is
 * @param pauses waits between two looks of a command that watches
 */
public record Terminal(
        PrintWriter out,
        PrintWriter err,
        Map<String, String> environment,
        boolean looking,
        InstantSource clock,
        Pauses pauses) {
    private static final String RED = "\u001b[31m";
    private static final String BOLD = "\u001b[1m";
    private static final String PLAIN = "\u001b[0m";

    /** Waits between two looks. */
    @FunctionalInterface
    public interface Pauses {
        /**
         * Waits.
         *
         * @return false to look no more
         */
        boolean pause(Duration length) throws InterruptedException;
    }

    public Terminal {
        environment = Map.copyOf(environment);
    }

    /** The terminal of this process. UTF-8 whatever the locale says: log files and terminals of today read it. */
    public static Terminal ofProcess() {
        return new Terminal(
                writer(FileDescriptor.out),
                writer(FileDescriptor.err),
                System.getenv(),
                isLooking(),
                InstantSource.system(),
                Terminal::waitFor);
    }

    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8), true);
    }

    private static boolean isLooking() {
        // Until Java 21 there is no console when nobody looks, from 22 on it has to be asked.
        boolean terminal = Optional.ofNullable(System.console())
                .filter(Terminal::isTerminal)
                .isPresent();
        return terminal && !"dumb".equals(System.getenv("TERM"));
    }

    private static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException olderJava) {
            return true;
        }
    }

    private static boolean waitFor(Duration length) throws InterruptedException {
        return !new CountDownLatch(1).await(length.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** A variable; one that is set to nothing is absent. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    /** Now. */
    public Instant now() {
        return clock.instant();
    }

    /** Colour only for people, and never with {@code NO_COLOR}. */
    public boolean colours() {
        return looking && environment.getOrDefault("NO_COLOR", "").isEmpty();
    }

    /** For what went wrong. */
    public String red(String text) {
        return colours() ? RED + text + PLAIN : text;
    }

    /** For what is to be seen first. */
    public String bold(String text) {
        return colours() ? BOLD + text + PLAIN : text;
    }
}
