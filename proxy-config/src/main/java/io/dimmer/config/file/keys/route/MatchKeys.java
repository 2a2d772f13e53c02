package io.dimmer.config.file.keys.route;

import io.dimmer.config.edge.MatchSpec;
import io.dimmer.config.edge.PathMatch;
import io.dimmer.config.edge.ValueMatch;
import io.dimmer.config.file.model.Either;
import io.dimmer.config.file.model.Fields;
import io.dimmer.config.file.model.Key;
import io.dimmer.config.file.model.ListType;
import io.dimmer.config.file.model.MapType;
import io.dimmer.config.file.model.NameValues;
import io.dimmer.config.file.model.ScalarType;
import io.dimmer.config.file.model.Section;
import io.dimmer.config.file.model.Type;
import io.dimmer.config.file.model.Values;
import io.dimmer.config.value.Network;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The match language: routes use it, and later everything else that selects requests. */
final class MatchKeys {
    private static final Key<String> PATH_EXACT = Key.optional("exact", MatchValues.PATH, "")
            .means("The whole path, as it arrived.")
            .such("/health");
    private static final Key<String> PATH_PREFIX = Key.optional("prefix", MatchValues.PATH, "")
            .means("The path begins with these elements: `/reports` matches `/reports/x`, not `/reportsx`.")
            .such("/reports");
    private static final Key<String> PATH_REGEX = Key.optional("regex", MatchValues.REGEX, "")
            .means("A regular expression for the whole path, without references to groups and without looking around.")
            .such("'/item/[0-9]+'");

    private static final Section<PathMatch> PATH = Section.of(
                    "path",
                    "What the path of a request must be.",
                    List.of(PATH_EXACT, PATH_PREFIX, PATH_REGEX),
                    MatchKeys::path)
            .oneKey();

    private static final Key<String> EXACT = Key.optional("exact", MatchValues.TEXT, "")
            .means("The whole value; the same as the value written alone.")
            .such("ios");
    private static final Key<String> PREFIX = Key.optional("prefix", NameValues.TEXT, "")
            .means("The value begins with it.")
            .such("ios/");
    private static final Key<String> REGEX = Key.optional("regex", MatchValues.REGEX, "")
            .means("A regular expression for the whole value, without references to groups and without looking around.")
            .such("'[0-9]+'");
    private static final Key<List<String>> ANY_OF = Key.optional("anyOf", ListType.some(MatchValues.TEXT, "values"), "")
            .means("The value is one of these.")
            .such("[acme, globex]");
    private static final Key<Boolean> PRESENT = Key.optional("present", Values.flag("true or false"), "")
            .means("`true`: there, with any value. `false`: not there.")
            .such("true");

    private static final Section<ValueMatch> LONG_VALUE = Section.of(
                    "value",
                    "What the value of a header, cookie or query parameter must be.",
                    List.of(EXACT, PREFIX, REGEX, ANY_OF, PRESENT),
                    MatchKeys::value)
            .oneKey();

    private static final ScalarType<ValueMatch> SHORT_VALUE = Values.text(
            "text",
            "a text, or a mapping with one of the keys exact, prefix, regex, anyOf or present",
            MatchValues.ANYTHING,
            text -> new ValueMatch(ValueMatch.Kind.EXACT, List.of(text)));

    private static final Type<ValueMatch> VALUE = new Either<>(SHORT_VALUE, LONG_VALUE);

    private static final Key<List<String>> HOSTS = Key.of(
                    "hosts", ListType.some(MatchValues.HOST, "hosts"), List.of(), "every host")
            .means("One of these hosts: exact, or `*.` and a suffix. Without a port.")
            .such("[shop.example, \"*.shop.example\"]");
    private static final Key<PathMatch> PATH_KEY = Key.optional("path", PATH, "every path")
            .means("The path of the request, without its query.")
            .such("{prefix: /reports}");
    private static final Key<List<String>> METHODS = Key.of(
                    "methods", ListType.some(MatchValues.METHOD, "methods"), List.of(), "every method")
            .means("One of these methods.")
            .such("[GET, HEAD]");
    private static final Key<Map<String, ValueMatch>> HEADERS = Key.of(
                    "headers", new MapType<>(NameValues.HEADERS, VALUE, "headers by name", 1), Map.of(), "every header")
            .means("All of these headers. Names in capital letters or not.")
            .such("{X-Client: {prefix: ios/}}");
    private static final Key<Map<String, ValueMatch>> QUERY = Key.of(
                    "query",
                    new MapType<>(NameValues.PARAMETERS, VALUE, "query parameters by name", 1),
                    Map.of(),
                    "every query")
            .means("All of these query parameters.")
            .such("{format: pdf}");
    private static final Key<Map<String, ValueMatch>> COOKIES = Key.of(
                    "cookies", new MapType<>(NameValues.COOKIES, VALUE, "cookies by name", 1), Map.of(), "every cookie")
            .means("All of these cookies.")
            .such("{beta: \"1\"}");
    private static final Key<List<Network>> CLIENT_ADDRESSES = Key.of(
                    "clientAddresses", ListType.some(Values.NETWORK, "networks"), List.of(), "every client")
            .means("The client, after trusted proxies, is in one of these networks.")
            .such("[10.9.0.0/16]");

    static final Section<MatchSpec> MATCH = Section.of(
                    "match",
                    "One alternative of a match: all that is written in it must hold.",
                    List.of(HOSTS, PATH_KEY, METHODS, HEADERS, QUERY, COOKIES, CLIENT_ADDRESSES),
                    MatchKeys::match)
            .someKey();

    private MatchKeys() {}

    private static Optional<PathMatch> path(Fields fields) {
        return Stream.of(
                        fields.maybe(PATH_EXACT).map(text -> new PathMatch(PathMatch.Kind.EXACT, text)),
                        fields.maybe(PATH_PREFIX).map(text -> new PathMatch(PathMatch.Kind.PREFIX, text)),
                        fields.maybe(PATH_REGEX).map(text -> new PathMatch(PathMatch.Kind.REGEX, text)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<ValueMatch> value(Fields fields) {
        return Stream.of(
                        one(ValueMatch.Kind.EXACT, fields.maybe(EXACT)),
                        one(ValueMatch.Kind.PREFIX, fields.maybe(PREFIX)),
                        one(ValueMatch.Kind.REGEX, fields.maybe(REGEX)),
                        fields.maybe(ANY_OF).map(values -> new ValueMatch(ValueMatch.Kind.ANY_OF, values)),
                        fields.maybe(PRESENT).map(MatchKeys::presence))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<ValueMatch> one(ValueMatch.Kind kind, Optional<String> value) {
        return value.map(text -> new ValueMatch(kind, List.of(text)));
    }

    private static ValueMatch presence(boolean present) {
        return new ValueMatch(present ? ValueMatch.Kind.PRESENT : ValueMatch.Kind.ABSENT, List.of());
    }

    private static Optional<MatchSpec> match(Fields fields) {
        return Optional.of(new MatchSpec(
                fields.get(HOSTS),
                fields.maybe(PATH_KEY),
                fields.get(METHODS),
                fields.get(HEADERS),
                fields.get(QUERY),
                fields.get(COOKIES),
                fields.get(CLIENT_ADDRESSES)));
    }
}
