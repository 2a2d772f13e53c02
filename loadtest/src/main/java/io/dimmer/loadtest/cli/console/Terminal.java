package io.dimmer.loadtest.cli.console;

import java.io.Console;
import java.util.Optional;

/** Whether a person is looking. */
public final class Terminal {
    /** Makes the line that the cursor is on empty. */
    public static final String CLEAR_LINE = "\r\u001b[K";

    private Terminal() {}

    /** Whether input and output are a terminal that can redraw a line. */
    public static boolean interactive() {
        // Until Java 21 there is no console when nobody looks, from 22 on it has to be asked.
        boolean terminal = Optional.ofNullable(System.console())
                .filter(Terminal::isTerminal)
                .isPresent();
        return terminal && !"dumb".equals(System.getenv("TERM"));
    }

    /** Whether colours are wanted: only on a terminal, and never with NO_COLOR. */
    public static boolean colour() {
        String noColour = System.getenv("NO_COLOR");
        return interactive() && (noColour == null || noColour.isEmpty());
    }

    private static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException olderJava) {
            return true;
        }
    }
}
