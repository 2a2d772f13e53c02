package io.dimmer.loadtest.demo.story;

import java.time.Duration;
import java.util.Locale;

/** Numbers as the story writes them. Pure. */
final class Words {
    private static final int BAR_CELLS = 14;
    private static final String EIGHTHS = " ▏▎▍▌▋▊▉";

    private Words() {}

    /** {@code 4 800}: thousands set apart by a space. */
    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number).replace(',', ' ');
    }

    /** {@code 53 %}. */
    static String percent(double ratio) {
        return Math.round(ratio * 100) + " %";
    }

    /** {@code 9 ms}, with a digit more below ten. */
    static String millis(Duration duration) {
        double millis = duration.toNanos() / 1e6;
        return millis < 10 ? String.format(Locale.ROOT, "%.1f ms", millis) : Math.round(millis) + " ms";
    }

    /** A rate without digits that say nothing: {@code 400}, {@code 12.5}. */
    static String rate(double rate) {
        return rate == Math.rint(rate) ? count((long) rate) : String.format(Locale.ROOT, "%.1f", rate);
    }

    /** {@code ▏█████▎        │}: how much of the way to the drain line, in eighths of a cell. */
    static String bar(double ratio) {
        int eighths = (int) Math.round(Math.min(1, Math.max(0, ratio)) * BAR_CELLS * 8);
        String full = "█".repeat(eighths / 8);
        String part = eighths % 8 == 0 ? "" : EIGHTHS.substring(eighths % 8, eighths % 8 + 1);
        String bar = full + part;
        return "▏" + bar + " ".repeat(BAR_CELLS - bar.length()) + "│";
    }
}
