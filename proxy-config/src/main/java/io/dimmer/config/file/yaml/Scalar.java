package io.dimmer.config.file.yaml;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A text without structure.
 *
 * @param site where it hangs
 * @param text as it reads once quotes, escapes and environment variables are resolved
 * @param style how it was written
 */
public record Scalar(Site site, String text, Style style) implements Node {
    private static final int LONGEST_SHOWN = 80;
    private static final int LONGEST_NUMBER = 40;
    private static final Pattern NUMBER =
            Pattern.compile("[-+]?(?:\\.[0-9]+|[0-9]+(?:\\.[0-9]*)?)(?:[eE][-+]?[0-9]{1,2})?");
    private static final Pattern HEXADECIMAL = Pattern.compile("0x[0-9a-fA-F]+");
    private static final Pattern OCTAL = Pattern.compile("0o[0-7]+");

    /** How a scalar was written. */
    public enum Style {
        /** Without quotes: it may mean a number, {@code true} or nothing at all. */
        PLAIN,
        /** In quotes or as a block: it means a text. */
        QUOTED,
        /** An environment variable had a part in it: it may mean anything, quotes or not. */
        EXPANDED,
        /** An environment variable is missing, which has been reported: the text is unknown. */
        UNKNOWN
    }

    /** True when the key stands there with no value behind it. */
    public boolean isNothing() {
        return style == Style.PLAIN && text.isEmpty();
    }

    /** The number that a YAML 1.2 reader sees here; empty for anything else, and for a number in quotes. */
    public Optional<BigDecimal> number() {
        if (style == Style.QUOTED || text.length() > LONGEST_NUMBER) {
            return Optional.empty();
        }
        if (HEXADECIMAL.matcher(text).matches()) {
            return Optional.of(new BigDecimal(new BigInteger(text.substring(2), 16)));
        }
        if (OCTAL.matcher(text).matches()) {
            return Optional.of(new BigDecimal(new BigInteger(text.substring(2), 8)));
        }
        return NUMBER.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }

    @Override
    public String found() {
        if (isNothing()) {
            return "nothing";
        }
        String shown = text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "…" : text;
        String line = shown.replaceAll("\\p{Cntrl}", "?");
        return style == Style.QUOTED || line.isEmpty() ? "\"" + line + "\"" : line;
    }
}
