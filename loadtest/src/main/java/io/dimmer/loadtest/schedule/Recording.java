package io.dimmer.loadtest.schedule;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Moments at which requests once arrived, to be sent again at the same distances. Immutable.
 *
 * <p>Its text has one line for each request, that begins with its moment: seconds as a number, or a time as RFC 3339 writes
 * it; what follows a blank, comma or semicolon is ignored, and so are empty lines and lines that begin with {@code #}. The
 * order of the lines does not matter; the first moment becomes the start.
 */
public final class Recording {
    private static final double NANOS = 1e9;

    private final long[] moments;

    private Recording(long[] moments) {
        this.moments = moments;
    }

    /** Reads such a text. */
    public static Recording of(List<String> lines) {
        long[] moments = LongStream.range(0, lines.size())
                .filter(index -> isMoment(lines.get((int) index)))
                .map(index -> moment(lines.get((int) index), index + 1))
                .sorted()
                .toArray();
        if (moments.length == 0) {
            throw new IllegalArgumentException("found no moment, expected one line for each request");
        }
        long first = moments[0];
        return new Recording(
                Arrays.stream(moments).map(moment -> moment - first).toArray());
    }

    /** The same, played so many times as fast. */
    public Recording faster(double times) {
        if (!(times >= 0.001 && times <= 1_000)) {
            throw new IllegalArgumentException("speed: found " + times + ", expected 0.001 to 1000");
        }
        return new Recording(
                Arrays.stream(moments).map(moment -> Math.round(moment / times)).toArray());
    }

    /** How many requests there are. */
    public int requests() {
        return moments.length;
    }

    /** From the first to the last request, and one mean distance more; at least a millisecond. */
    public Duration length() {
        long last = moments[moments.length - 1];
        return Duration.ofNanos(Math.max(1_000_000, last + last / Math.max(1, moments.length - 1)));
    }

    long momentOf(double count) {
        return count < moments.length ? moments[(int) count] : ArrivalSchedule.END;
    }

    private static boolean isMoment(String line) {
        return !line.isBlank() && !line.startsWith("#");
    }

    private static long moment(String line, long number) {
        String word = line.strip().split("[\\s,;]+", 2)[0];
        try {
            return Character.isDigit(word.charAt(0)) && word.indexOf(':') < 0
                    ? Math.round(Double.parseDouble(word) * NANOS)
                    : nanos(Instant.parse(word));
        } catch (NumberFormatException | DateTimeException e) {
            throw new IllegalArgumentException(
                    "line " + number + ": found '" + word
                            + "', expected seconds or a time such as 2026-11-20T10:00:00.250Z",
                    e);
        }
    }

    /** Since 1970: fits until the year 2262. */
    private static long nanos(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000_000L), time.getNano());
    }
}
