package io.dimmer.config.value;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number of bytes.
 *
 * @param bytes 0 and more
 */
public record Size(long bytes) {
    private static final String EXPECTED = "a size such as 512B, 64KiB, 10MB or 2GiB";
    private static final Pattern TEXT = Pattern.compile("(\\d{1,18}(?:\\.\\d{1,9})?)(B|kB|KB|MB|GB|KiB|MiB|GiB)");
    private static final Pattern BARE_NUMBER = Pattern.compile("-?\\d+(?:\\.\\d+)?");
    private static final Map<String, Long> UNITS = units();

    public Size {
        UnexpectedValueException.unless(bytes >= 0, "size", bytes + " bytes", "0 or more");
    }

    private static Map<String, Long> units() {
        Map<String, Long> units = new LinkedHashMap<>();
        units.put("GiB", 1L << 30);
        units.put("MiB", 1L << 20);
        units.put("KiB", 1L << 10);
        units.put("GB", 1_000_000_000L);
        units.put("MB", 1_000_000L);
        units.put("KB", 1_000L);
        units.put("kB", 1_000L);
        units.put("B", 1L);
        return units;
    }

    /**
     * Reads a number with its unit: B, KB, MB, GB are powers of 1000, KiB, MiB, GiB powers of 1024.
     *
     * @throws UnexpectedValueException when it is none, has no unit or is no whole number of bytes
     */
    public static Size parse(String text) {
        if (BARE_NUMBER.matcher(text).matches()) {
            throw refused(text, "a size with its unit B, KB, MB, GB, KiB, MiB or GiB, such as 64KiB");
        }
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw refused(text, EXPECTED);
        }
        BigDecimal unit = BigDecimal.valueOf(UNITS.getOrDefault(matcher.group(2), 0L));
        BigDecimal bytes = new BigDecimal(matcher.group(1)).multiply(unit).stripTrailingZeros();
        if (bytes.scale() > 0) {
            throw refused(text, "whole bytes");
        }
        if (bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            throw refused(text, "at most " + Long.MAX_VALUE + "B");
        }
        return new Size(bytes.longValueExact());
    }

    private static UnexpectedValueException refused(String text, String expected) {
        return new UnexpectedValueException("size", text, expected);
    }

    /** As an array length. */
    public int intBytes() {
        return Math.toIntExact(bytes);
    }

    /** In the largest unit that divides it, powers of 1024 first: {@code 64KiB}. */
    @Override
    public String toString() {
        return UNITS.entrySet().stream()
                .filter(unit -> bytes != 0 && bytes % unit.getValue() == 0)
                .findFirst()
                .map(unit -> bytes / unit.getValue() + unit.getKey())
                .orElse("0B");
    }
}
