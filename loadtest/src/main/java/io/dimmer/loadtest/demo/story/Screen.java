package io.dimmer.loadtest.demo.story;

import java.io.PrintWriter;
import java.util.Locale;

/**
 * Where the story is told: lines that survive in a log file and, where somebody looks at a terminal, one last line that is
 * redrawn. Any thread.
 */
public final class Screen {
    private static final String CLEAR = "\r\u001b[K";
    private static final String PLAIN = "\u001b[0m";

    private final PrintWriter out;
    private final boolean live;
    private final boolean colour;
    private boolean drawn;

    /** How a line looks where there is colour. */
    enum Tone {
        CALM(""),
        ALARM("\u001b[1;31m"),
        GOOD("\u001b[32m"),
        QUIET("\u001b[2m");

        private final String code;

        Tone(String code) {
            this.code = code;
        }
    }

    /**
     * A screen.
     *
     * @param live whether the last line may be redrawn
     */
    public Screen(PrintWriter out, boolean live, boolean colour) {
        this.out = out;
        this.live = live;
        this.colour = colour;
    }

    /** One line. */
    public void line(String text) {
        line(Tone.CALM, text);
    }

    synchronized void line(Tone tone, String text) {
        clear();
        out.println(painted(tone, text));
        out.flush();
    }

    /** A line of the story with the seconds since its start. */
    void at(double seconds, Tone tone, String text) {
        line(tone, String.format(Locale.ROOT, "%6.1f s  %s", seconds, text));
    }

    void at(double seconds, String text) {
        at(seconds, Tone.CALM, text);
    }

    /** A line that belongs to the one before. */
    void more(String text) {
        line(" ".repeat(10) + text);
    }

    /** Redraws the last line, where it can be. */
    synchronized void redraw(String text) {
        if (live) {
            clear();
            out.print(painted(Tone.QUIET, text));
            out.flush();
            drawn = true;
        }
    }

    private void clear() {
        if (drawn) {
            out.print(CLEAR);
            drawn = false;
        }
    }

    private String painted(Tone tone, String text) {
        return colour && !tone.code.isEmpty() ? tone.code + text + PLAIN : text;
    }
}
