package io.dimmer.loadtest.cli;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads durations as the configuration writes them: {@code 250ms}, {@code 15s}, {@code 1.5s}, {@code 10m}, {@code 1h}. */
final class DurationConverter implements ITypeConverter<Duration> {
    private static final Pattern FORM = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,9})?)(us|ms|s|m|h)");
    private static final Map<String, Double> NANOS = Map.of("us", 1e3, "ms", 1e6, "s", 1e9, "m", 60e9, "h", 3600e9);

    @Override
    public Duration convert(String value) {
        Matcher matcher = FORM.matcher(value);
        if (!matcher.matches()) {
            throw new TypeConversionException("found '" + value + "', expected a number with a unit: 250ms, 15s, 10m");
        }
        double unit = NANOS.getOrDefault(matcher.group(2), 0.0);
        return Duration.ofNanos(Math.round(Double.parseDouble(matcher.group(1)) * unit));
    }
}
