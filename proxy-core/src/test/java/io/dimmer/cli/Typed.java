package io.dimmer.cli;

import io.dimmer.cli.terminal.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What came of typing a command.
 *
 * @param code what the process would end with
 * @param out standard output
 * @param err standard error
 */
record Typed(int code, String out, String err) {
    /** Three minutes after everything that the tests' control plane knows. */
    static final Instant NOW = Instant.parse("2026-11-20T12:03:00Z");

    /** Types a line, split at spaces; {@code 'a b'} is not known here, use {@link #words}. */
    static Typed line(Map<String, String> environment, String line) {
        return words(environment, 0, line.isEmpty() ? new String[0] : line.split(" ", -1));
    }

    static Typed words(Map<String, String> environment, String... words) {
        return words(environment, 0, words);
    }

    /**
     * Types words.
     *
     * @param looks how often a command that watches looks again
     */
    static Typed words(Map<String, String> environment, int looks, String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        AtomicInteger left = new AtomicInteger(looks);
        Terminal.Pauses pauses = (Duration length) -> left.getAndDecrement() > 0;
        Terminal terminal = new Terminal(
                new PrintWriter(out), new PrintWriter(err), environment, false, InstantSource.fixed(NOW), pauses);
        int code = DimmerMain.run(words, terminal);
        return new Typed(code, out.toString(), err.toString());
    }

    List<String> outLines() {
        return Arrays.asList(out.stripTrailing().split("\n", -1));
    }
}
