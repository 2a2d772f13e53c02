package io.dimmer.config.value;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 250ms}, {@code 15s}, {@code 10m}, {@code 1h}, {@code 30d}, {@code 2.5s}. */
public final class Durations {
    /** Ten years: far beyond anything meant, and a count of nanoseconds still fits a {@code long}. */
    public static final Duration LONGEST = Duration.ofDays(3650);

    private static final String EXPECTED = "a duration such as 250ms, 15s, 10m, 1h or 30d";
    private static final Pattern TEXT = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,9})?)(ms|s|m|h|d)");
    private static final Pattern BARE_NUMBER = Pattern.compile("-?\\d+(?:\\.\\d+)?");
    private static final Map<String, Duration> UNITS = Map.of(
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1));

    private Durations() {}

    /**
     * Reads a number with its unit.
     *
     * @throws UnexpectedValueException when it is none, has no unit, is finer than a nanosecond or longer than ten years
     */
    public static Duration parse(String text) {
        if (BARE_NUMBER.matcher(text).matches()) {
            throw refused(text, "a duration with its unit ms, s, m, h or d, such as 250ms or 15s");
        }
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw refused(text, EXPECTED);
        }
        BigDecimal unit = BigDecimal.valueOf(
                UNITS.getOrDefault(matcher.group(2), Duration.ZERO).toNanos());
        BigDecimal nanos = new BigDecimal(matcher.group(1)).multiply(unit).stripTrailingZeros();
        if (nanos.scale() > 0) {
            throw refused(text, "whole nanoseconds");
        }
        if (nanos.compareTo(BigDecimal.valueOf(LONGEST.toNanos())) > 0) {
            throw refused(text, "at most " + format(LONGEST));
        }
        return Duration.ofNanos(nanos.longValueExact());
    }

    private static UnexpectedValueException refused(String text, String expected) {
        return new UnexpectedValueException("duration", text, expected);
    }

    /**
     * Refuses zero, negative and endless durations.
     *
     * @throws UnexpectedValueException naming the thing
     */
    public static void checkPositive(String what, Duration duration) {
        UnexpectedValueException.unless(
                duration.compareTo(Duration.ZERO) > 0 && duration.compareTo(LONGEST) <= 0,
                what,
                duration,
                "more than 0ms, at most " + format(LONGEST));
    }

    /** In the largest unit that divides it; a minute stays {@code 60s}. {@link #parse} reads it again. */
    public static String format(Duration duration) {
        long nanos = duration.toNanos();
        for (String unit : new String[] {"d", "h", "m", "s"}) {
            long size = UNITS.getOrDefault(unit, Duration.ZERO).toNanos();
            boolean oneMinute = unit.equals("m") && nanos == size;
            if (nanos != 0 && nanos % size == 0 && !oneMinute) {
                return nanos / size + unit;
            }
        }
        return BigDecimal.valueOf(nanos, 6).stripTrailingZeros().toPlainString() + "ms";
    }
}
