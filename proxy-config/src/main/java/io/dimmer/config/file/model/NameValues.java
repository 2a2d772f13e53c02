package io.dimmer.config.file.model;

import io.dimmer.config.file.model.MapType.KeyRule;
import io.dimmer.config.value.Names;
import io.dimmer.config.value.RouteName;
import io.dimmer.config.value.ServiceName;
import io.dimmer.config.value.UnexpectedValueException;
import io.dimmer.config.value.VersionName;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Names: text whatever it looks like, as values and where the user chooses keys. */
public final class NameValues {
    private static final String PATTERN = "^(?!none$)[A-Za-z0-9_][A-Za-z0-9._-]{0,63}$";
    private static final String TOKEN = "^[!#$%&'*+.^_`|~0-9A-Za-z-]+$";
    private static final String NOT_EMPTY = "^[\\s\\S]+$";

    /** The name of a route. */
    public static final ScalarType<RouteName> ROUTE = Values.text("name", "a name", PATTERN, RouteName::new);

    /** The name of a service. */
    public static final ScalarType<ServiceName> SERVICE =
            Values.text("name of a service", "the name of a service", PATTERN, ServiceName::new);

    /** The name of a version. */
    public static final ScalarType<VersionName> VERSION =
            Values.text("name of a version", "the name of a version", PATTERN, VersionName::new);

    /** The name of a listener. */
    public static final ScalarType<String> LISTENER =
            Values.text("name", "a name", PATTERN, text -> Names.check("listener name", text));

    /** The name of a header, RFC 9110 section 5.6.2. */
    public static final ScalarType<String> HEADER = Values.matching("header name", "the name of a header", TOKEN);

    /** The name of a cookie, RFC 6265 section 4.1.1. */
    public static final ScalarType<String> COOKIE = Values.matching("cookie name", "the name of a cookie", TOKEN);

    /** The name of a query parameter, decoded. */
    public static final ScalarType<String> PARAMETER =
            Values.matching("name of a query parameter", "the name of a query parameter", NOT_EMPTY);

    /** Any text with something in it. */
    public static final ScalarType<String> TEXT =
            Values.matching("text", "a text of at least one character", NOT_EMPTY);

    /** Services, versions, labels: the rules of every name. */
    public static final KeyRule NAMES =
            new KeyRule(PATTERN, text -> Names.check("name", text), UnaryOperator.identity());

    /** Headers by name, capital letters or not. */
    public static final KeyRule HEADERS = rule("the name of a header", TOKEN, text -> text.toLowerCase(Locale.ROOT));

    /** Cookies by name. */
    public static final KeyRule COOKIES = rule("the name of a cookie", TOKEN, UnaryOperator.identity());

    /** Query parameters by name. */
    public static final KeyRule PARAMETERS = rule("the name of a query parameter", NOT_EMPTY, UnaryOperator.identity());

    private NameValues() {}

    private static KeyRule rule(String expected, String pattern, UnaryOperator<String> canonical) {
        return new KeyRule(pattern, text -> check(text, expected, pattern), canonical);
    }

    private static void check(String text, String expected, String pattern) {
        UnexpectedValueException.unless(text.matches(pattern), "name", "\"" + text + "\"", expected);
    }
}
