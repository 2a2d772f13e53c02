package io.dimmer.config.file.model;

import io.dimmer.config.file.yaml.Scalar;
import io.dimmer.config.value.Address;
import io.dimmer.config.value.ByteRate;
import io.dimmer.config.value.Durations;
import io.dimmer.config.value.Network;
import io.dimmer.config.value.Percent;
import io.dimmer.config.value.Size;
import io.dimmer.config.value.UnexpectedValueException;
import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** The values that stand behind keys: how each is read, and what the schema says of it. */
public final class Values {
    /** A duration above zero. */
    public static final ScalarType<Duration> DURATION = formatted(
                    "duration",
                    "a duration such as 250ms, 15s, 10m, 1h or 30d",
                    "^\\d{1,12}(\\.\\d{1,9})?(ms|s|m|h|d)$",
                    Durations::parse)
            .where("a duration above 0ms", duration -> !duration.isZero());

    /** A duration, perhaps none. */
    public static final ScalarType<Duration> DURATION_OR_ZERO = formatted(
            "duration",
            "a duration such as 0ms, 250ms or 15s",
            "^\\d{1,12}(\\.\\d{1,9})?(ms|s|m|h|d)$",
            Durations::parse);

    /** Where to listen. */
    public static final ScalarType<Address> ADDRESS = formatted(
            "address",
            "host:port, such as 127.0.0.1:8080, shop.internal:8080 or [::1]:8080",
            "^(\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9_.-]+):\\d{1,5}$",
            Address::parse);

    /** Where an endpoint is: a port must be known. */
    public static final ScalarType<Address> ENDPOINT =
            ADDRESS.where("a port from 1 to 65535", address -> address.port() > 0);

    /** A network, or one address. */
    public static final ScalarType<Network> NETWORK = formatted(
            "network",
            "a network such as 10.0.0.0/8, 192.0.2.7 or fd00::/8",
            "^[0-9A-Fa-f.:]+(/\\d{1,3})?$",
            Network::parse);

    /** A file or folder; relative paths begin at the folder of the file that names it. */
    public static final ScalarType<Path> PATH = new ScalarType<>("path", "a path", Values::path, textSchema("^.+$"));

    /** Bytes in a second. */
    public static final ScalarType<ByteRate> BYTE_RATE = formatted(
            "bytes per second",
            "a rate in bytes such as 512B/s, 1KiB/s or 10MB/s",
            "^\\d{1,18}(\\.\\d{1,9})?(B|kB|KB|MB|GB|KiB|MiB|GiB)/s$",
            ByteRate::parse);

    /** Nothing but {@code true}: a key that can only be written or left out. */
    public static final ScalarType<Boolean> TRUE = new ScalarType<>(
            "true", "true, or the key left out", (scalar, context) -> yes(scalar), Map.of("const", true));

    private Values() {}

    /** A text, whatever it looks like: a plain {@code 1.10} or {@code no} too. */
    public static <T> ScalarType<T> text(String words, String expected, String pattern, Function<String, T> parse) {
        return new ScalarType<>(words, expected, (scalar, context) -> parse.apply(scalar.text()), textSchema(pattern));
    }

    /** A text that never looks like a number or a flag. */
    private static <T> ScalarType<T> formatted(
            String words, String expected, String pattern, Function<String, T> parse) {
        return new ScalarType<>(
                words,
                expected,
                (scalar, context) -> parse.apply(scalar.text()),
                Map.of("type", "string", "pattern", pattern));
    }

    /** A text that matches a pattern which Java and JSON Schema understand alike. */
    public static ScalarType<String> matching(String words, String expected, String pattern) {
        return text(words, expected, pattern, text -> {
            UnexpectedValueException.unless(text.matches(pattern), words, text, expected);
            return text;
        });
    }

    private static Map<String, Object> textSchema(String pattern) {
        return Map.of("type", List.of("string", "number", "boolean"), "pattern", pattern);
    }

    private static Path path(Scalar scalar, Context context) {
        UnexpectedValueException.unless(!scalar.text().isEmpty(), "path", scalar.found(), "a path");
        try {
            return context.directory().resolve(scalar.text()).normalize();
        } catch (InvalidPathException e) {
            throw new UnexpectedValueException("path", scalar.found(), "a path: " + e.getReason());
        }
    }

    /** One of a few words, the constants of an enumeration in lower case. */
    public static <E extends Enum<E>> ScalarType<E> word(E[] constants) {
        Map<String, E> byWord = new LinkedHashMap<>();
        for (E constant : constants) {
            byWord.put(word(constant), constant);
        }
        String expected = Words.anyOf(byWord.keySet());
        return new ScalarType<>(
                expected,
                expected,
                (scalar, context) -> oneOf(byWord, scalar, expected),
                Map.of("enum", List.copyOf(byWord.keySet())));
    }

    private static <E> E oneOf(Map<String, E> byWord, Scalar scalar, String expected) {
        E constant = byWord.get(scalar.text());
        if (constant == null) {
            throw new UnexpectedValueException("word", scalar.found(), expected);
        }
        return constant;
    }

    /** The constant as it is written in files. */
    public static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** Exactly this word. */
    public static <T> ScalarType<T> only(String word, String expected, T value) {
        return new ScalarType<>(
                word,
                expected,
                (scalar, context) -> oneOf(Map.of(word, value), scalar, expected),
                Map.of("const", word));
    }

    /** {@code true} or {@code false}. */
    public static ScalarType<Boolean> flag(String expected) {
        return new ScalarType<>(
                "true or false", expected, (scalar, context) -> flag(scalar, expected), Map.of("type", "boolean"));
    }

    private static boolean yes(Scalar scalar) {
        String expected = "true, or the key left out";
        UnexpectedValueException.unless(flag(scalar, expected), "flag", scalar.found(), expected);
        return true;
    }

    private static boolean flag(Scalar scalar, String expected) {
        boolean isFlag =
                scalar.style() != Scalar.Style.QUOTED && scalar.text().matches("true|True|TRUE|false|False|FALSE");
        UnexpectedValueException.unless(isFlag, "flag", scalar.found(), expected);
        return Boolean.parseBoolean(scalar.text());
    }

    /** A whole number within limits. */
    public static ScalarType<Integer> wholeNumber(int least, int most) {
        return wholeNumber(least, most, "a whole number " + least + " to " + most);
    }

    /** A whole number within limits, with words of its own. */
    public static ScalarType<Integer> wholeNumber(int least, int most, String expected) {
        return new ScalarType<>(
                "whole number",
                expected,
                (scalar, context) -> wholeNumber(scalar, least, most, expected),
                Map.of("type", "integer", "minimum", least, "maximum", most));
    }

    private static int wholeNumber(Scalar scalar, int least, int most, String expected) {
        return scalar.number()
                .filter(number -> number.compareTo(BigDecimal.valueOf(least)) >= 0)
                .filter(number -> number.compareTo(BigDecimal.valueOf(most)) <= 0)
                .filter(number -> number.stripTrailingZeros().scale() <= 0)
                .map(BigDecimal::intValueExact)
                .orElseThrow(() -> new UnexpectedValueException("number", scalar.found(), expected));
    }

    /** A percentage or a ratio within limits. */
    public static ScalarType<Percent> percent(String range, Percent least, Percent most) {
        return new ScalarType<>(
                        "percentage",
                        range,
                        (scalar, context) -> Percent.parse(numberOrText(scalar)),
                        Map.of(
                                "anyOf",
                                List.of(
                                        Map.of("type", "string", "pattern", "^\\d{1,9}(\\.\\d{1,18})?%$"),
                                        Map.of(
                                                "type",
                                                "number",
                                                "minimum",
                                                least.ratio(),
                                                "maximum",
                                                Math.min(1, most.ratio())))))
                .where(range, percent -> percent.compareTo(least) >= 0 && percent.compareTo(most) <= 0);
    }

    /** The number without exponent and the like, or the text; a number in quotes is no number. */
    public static String numberOrText(Scalar scalar) {
        boolean quotedNumber =
                scalar.style() == Scalar.Style.QUOTED && !scalar.text().endsWith("%");
        return scalar.number().map(BigDecimal::toPlainString).orElse(quotedNumber ? scalar.found() : scalar.text());
    }

    /** A size within limits. */
    public static ScalarType<Size> size(Size least, Size most) {
        return formatted(
                        "size",
                        "a size such as 512B, 64KiB, 10MB or 2GiB",
                        "^\\d{1,18}(\\.\\d{1,9})?(B|kB|KB|MB|GB|KiB|MiB|GiB)$",
                        Size::parse)
                .where(
                        "a size from " + least + " to " + most,
                        size -> size.bytes() >= least.bytes() && size.bytes() <= most.bytes());
    }
}
