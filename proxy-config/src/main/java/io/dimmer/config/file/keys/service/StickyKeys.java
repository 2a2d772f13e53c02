package io.dimmer.config.file.keys.service;

import io.dimmer.config.file.model.Either;
import io.dimmer.config.file.model.Fields;
import io.dimmer.config.file.model.Key;
import io.dimmer.config.file.model.ListType;
import io.dimmer.config.file.model.NameValues;
import io.dimmer.config.file.model.Section;
import io.dimmer.config.file.model.Values;
import io.dimmer.config.service.KeySource;
import io.dimmer.config.service.StickySpec;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How a user keeps a version. */
final class StickyKeys {
    private static final Key<String> COOKIE_NAME = Key.required("name", NameValues.COOKIE)
            .means("The name of the cookie.")
            .such("uid");
    private static final Section<String> COOKIE_LONG = Section.of(
                    "stickyCookie",
                    "The long form of a cookie that holds the user's id.",
                    List.of(COOKIE_NAME),
                    fields -> fields.maybe(COOKIE_NAME))
            .later("issue");

    private static final Key<String> HEADER = Key.optional("header", NameValues.HEADER, "")
            .means("The value of this request header is the user.")
            .such("X-User-Id");
    private static final Key<String> COOKIE = Key.optional("cookie", new Either<>(NameValues.COOKIE, COOKIE_LONG), "")
            .means("The value of this cookie is the user.")
            .such("uid");
    private static final Key<Boolean> CLIENT_ADDRESS = Key.optional("clientAddress", Values.TRUE, "")
            .means("The client's address is the user: IPv4 /32, IPv6 /64, after trusted proxies.")
            .such("true");

    private static final Section<KeySource> SOURCE = Section.of(
                    "keySource",
                    "One place where a user's key is looked for.",
                    List.of(HEADER, COOKIE, CLIENT_ADDRESS),
                    StickyKeys::source)
            .oneKey();

    private static final Key<List<KeySource>> BY = Key.optional(
                    "by", ListType.any(SOURCE, "sources"), "clientAddress, with a warning")
            .means("The first of these that a request has is the user's key. `[]`: nobody keeps a version.")
            .such("[{header: X-User-Id}, {cookie: uid}, {clientAddress: true}]");
    private static final Key<String> SEED = Key.optional("seed", NameValues.TEXT, "the name of the service")
            .means("Users are dealt anew for every seed; services with the same seed try things on the same users.")
            .such("spring-2026");

    static final Section<Written> STICKY =
            Section.of("sticky", "How a user keeps a version.", List.of(BY, SEED), StickyKeys::sticky);

    /** The warning of a file that does not say who a user is. */
    static final String BY_ADDRESS =
            "not written, so a user is known by the client's address: people behind one address share a version";

    /** What holds then. */
    static final String ADDRESS = "clientAddress (IPv4 /32, IPv6 /64)";

    private StickyKeys() {}

    /** What is written of it; the rest depends on the service. */
    record Written(Optional<List<KeySource>> by, Optional<String> seed) {
        static final Written NOTHING = new Written(Optional.empty(), Optional.empty());

        StickySpec complete(String service) {
            return new StickySpec(by.orElse(List.of(KeySource.CLIENT_ADDRESS)), seed.orElse(service));
        }
    }

    private static Optional<KeySource> source(Fields fields) {
        return Stream.of(
                        fields.maybe(HEADER).map(name -> new KeySource(KeySource.Kind.HEADER, name)),
                        fields.maybe(COOKIE).map(name -> new KeySource(KeySource.Kind.COOKIE, name)),
                        fields.maybe(CLIENT_ADDRESS).map(yes -> KeySource.CLIENT_ADDRESS))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Written> sticky(Fields fields) {
        Optional<List<KeySource>> by = fields.maybe(BY);
        Optional<String> seed = fields.maybe(SEED);
        by.ifPresent(sources -> warn(sources, fields));
        if (!fields.written(BY)) {
            fields.warn(fields.place(BY), BY_ADDRESS);
            fields.note(BY, ADDRESS);
        }
        if (!fields.written(SEED)) {
            fields.note(SEED, "the service's name");
        }
        return Optional.of(new Written(by, seed));
    }

    private static void warn(List<KeySource> sources, Fields fields) {
        int address = sources.indexOf(KeySource.CLIENT_ADDRESS);
        if (address >= 0 && address < sources.size() - 1) {
            fields.warn(
                    fields.place(BY), "what stands after clientAddress is never used: every request has an address");
        }
        if (sources.isEmpty() && !fields.failed(BY)) {
            fields.warn(fields.place(BY), "nobody has a key: every request is drawn anew");
        }
    }
}
