package io.dimmer.time;

import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Moments as HTTP writes them: {@code IMF-fixdate}, 29 characters, always in GMT (RFC 9110 §5.6.7). The formatter of the
 * JDK that is named after RFC 1123 writes days of one digit, which is no such date. Any thread.
 */
public final class HttpDate {
    private static final String[] DAYS = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    private static final String[] MONTHS = {
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
    };

    private HttpDate() {}

    /**
     * The second as a date.
     *
     * @param epochSeconds seconds since 1970, of the years 0 to 9999
     */
    public static String of(long epochSeconds) {
        LocalDateTime at = LocalDateTime.ofEpochSecond(epochSeconds, 0, ZoneOffset.UTC);
        StringBuilder text = new StringBuilder(29);
        text.append(DAYS[at.getDayOfWeek().getValue() - 1]).append(", ");
        two(text, at.getDayOfMonth())
                .append(' ')
                .append(MONTHS[at.getMonthValue() - 1])
                .append(' ');
        two(two(text, at.getYear() / 100), at.getYear() % 100).append(' ');
        two(text, at.getHour()).append(':');
        two(text, at.getMinute()).append(':');
        return two(text, at.getSecond()).append(" GMT").toString();
    }

    private static StringBuilder two(StringBuilder text, int number) {
        return text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }
}
