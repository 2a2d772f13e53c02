package io.dimmer.loadtest.file;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How values with a dimension are written, in flags and files alike. Pure. */
public final class Values {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,9})?)(us|ms|s|m|h)");
    private static final Pattern SHARE = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(%?)");
    private static final Map<String, Double> NANOS = Map.of("us", 1e3, "ms", 1e6, "s", 1e9, "m", 60e9, "h", 3600e9);

    private Values() {}

    /** A duration: {@code 250ms}, {@code 15s}, {@code 1.5s}, {@code 10m}, {@code 1h}. */
    public static Duration duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("found '" + text + "', expected a number with a unit: 250ms, 15s, 10m");
        }
        double unit = NANOS.getOrDefault(matcher.group(2), 0.0);
        return Duration.ofNanos(Math.round(Double.parseDouble(matcher.group(1)) * unit));
    }

    /** A share: {@code 50%} or {@code 0.5}. */
    public static double share(String text) {
        Matcher matcher = SHARE.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("found '" + text + "', expected a share: 50% or 0.5");
        }
        double number = Double.parseDouble(matcher.group(1));
        return matcher.group(2).equals("%") ? number / 100 : number;
    }
}
