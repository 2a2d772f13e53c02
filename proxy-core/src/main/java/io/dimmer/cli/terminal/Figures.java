package io.dimmer.cli.terminal;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Numbers as people read them: {@code 5 000}, {@code 52.6 %}, {@code 9 ms}, {@code 3 min ago}. */
public final class Figures {
    /** What is not known. */
    public static final String UNKNOWN = "–";

    private static final int GROUP = 3;
    private static final double SECONDS_OF_A_MINUTE = 60;

    private Figures() {}

    /** Digits in groups of three. */
    public static String count(long number) {
        String digits = Long.toString(number);
        List<String> groups = new ArrayList<>();
        for (int end = digits.length(); end > 0; end -= GROUP) {
            groups.add(0, digits.substring(Math.max(0, end - GROUP), end));
        }
        return String.join(" ", groups);
    }

    /** A ratio as a percentage with so many decimals. */
    public static String percent(double ratio, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f %%", ratio * 100);
    }

    /** A weight without trailing zeros. */
    public static String weight(BigDecimal weight) {
        return weight.stripTrailingZeros().toPlainString();
    }

    /** A latency. */
    public static String seconds(double seconds) {
        double millis = seconds * 1000;
        if (millis < 1) {
            return String.format(Locale.ROOT, "%.1f ms", millis);
        }
        return seconds < 1
                ? String.format(Locale.ROOT, "%.0f ms", millis)
                : String.format(Locale.ROOT, "%.1f s", seconds);
    }

    /** Requests a second, from those of a minute. */
    public static String perSecond(long requestsOfAMinute) {
        double rate = requestsOfAMinute / SECONDS_OF_A_MINUTE;
        return rate > 0 && rate < 10 ? String.format(Locale.ROOT, "%.1f", rate) : count(Math.round(rate));
    }

    /** How long ago something was. */
    public static String ago(Duration age) {
        if (age.toSeconds() < 1) {
            return "just now";
        }
        if (age.toMinutes() < 1) {
            return age.toSeconds() + " s ago";
        }
        if (age.toHours() < 1) {
            return age.toMinutes() + " min ago";
        }
        return age.toDays() < 2 ? age.toHours() + " h ago" : age.toDays() + " days ago";
    }

    /** {@code a, b and c}. */
    public static String list(List<String> words) {
        return words.size() < 2
                ? String.join("", words)
                : String.join(", ", words.subList(0, words.size() - 1)) + " and " + words.get(words.size() - 1);
    }
}
