package io.dimmer.config.file.keys.route;

import io.dimmer.config.file.model.ScalarType;
import io.dimmer.config.file.model.Values;
import io.dimmer.config.regex.Regex;
import io.dimmer.config.value.Address;
import io.dimmer.config.value.UnexpectedValueException;
import java.util.Locale;

/** The values of the match language. */
final class MatchValues {
    /** The pattern of a text that may be anything, even empty. */
    static final String ANYTHING = "^[\\s\\S]*$";

    /** The value of a header, cookie or query parameter. */
    static final ScalarType<String> TEXT = Values.matching("text", "a text", ANYTHING);

    /** A path as it stands in a request: nothing that a URL cannot hold, no query. */
    static final ScalarType<String> PATH = Values.matching(
            "path", "a path as it stands in a request, from its / on, without ? and #", "^/[!\"$-;=@-~]*$");

    /** A method in capital letters. */
    static final ScalarType<String> METHOD =
            Values.matching("method", "a method in capital letters, such as GET", "^[A-Z][A-Z0-9_-]*$");

    /** A regular expression that can be matched in linear time. */
    static final ScalarType<String> REGEX =
            Values.text("regular expression", "a regular expression", "^[\\s\\S]+$", MatchValues::regex);

    /** An exact host, or {@code *.} and a suffix; in lower case. */
    static final ScalarType<String> HOST = Values.text(
            "host",
            "a host such as shop.example, or *.shop.example",
            "^(\\*\\.)?[A-Za-z0-9_.-]+$|^\\[[0-9A-Fa-f:.]+\\]$",
            MatchValues::host);

    private MatchValues() {}

    private static String regex(String text) {
        UnexpectedValueException.unless(!text.isEmpty(), "regex", "\"\"", "a regular expression");
        return Regex.of(text).toString();
    }

    private static String host(String text) {
        String name = text.startsWith("*.") ? text.substring(2) : text;
        boolean literal = text.startsWith("[") && text.endsWith("]");
        UnexpectedValueException.unless(
                literal ? isV6(text) : Address.isHostName(name),
                "host",
                text,
                "a host such as shop.example, or *.shop.example, without a port");
        return text.toLowerCase(Locale.ROOT);
    }

    private static boolean isV6(String text) {
        try {
            return new Address(Address.parse(text + ":1").host(), 1).isLiteral();
        } catch (UnexpectedValueException notAnAddress) {
            return false;
        }
    }
}
