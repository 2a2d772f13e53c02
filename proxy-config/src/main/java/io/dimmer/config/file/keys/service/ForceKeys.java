package io.dimmer.config.file.keys.service;

import io.dimmer.config.file.model.Either;
import io.dimmer.config.file.model.Fields;
import io.dimmer.config.file.model.Key;
import io.dimmer.config.file.model.ListType;
import io.dimmer.config.file.model.Mapped;
import io.dimmer.config.file.model.NameValues;
import io.dimmer.config.file.model.ScalarType;
import io.dimmer.config.file.model.Section;
import io.dimmer.config.file.model.Type;
import io.dimmer.config.file.model.Values;
import io.dimmer.config.file.yaml.Scalar;
import io.dimmer.config.service.ForceSpec;
import io.dimmer.config.service.ForceSpec.Allow;
import io.dimmer.config.value.Network;
import io.dimmer.config.value.UnexpectedValueException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who may name the version of a request, and how. */
final class ForceKeys {
    private static final Map<String, Allow> WORDS =
            Map.of("nobody", Allow.NOBODY, "anyone", Allow.ANYONE, "signed", Allow.SIGNED);
    private static final String EXPECTED = "nobody, anyone, signed or a list of networks";

    private static final ScalarType<Allowed> ALLOW_WORD = new ScalarType<>(
            "nobody, anyone, signed",
            EXPECTED,
            (scalar, context) -> allowed(scalar),
            Map.of("enum", List.of("nobody", "anyone", "signed")));
    private static final Type<Allowed> ALLOW_NETWORKS = new Mapped<>(
            ListType.some(Values.NETWORK, "networks"), EXPECTED, networks -> new Allowed(Allow.NETWORKS, networks));

    private static final Key<String> HEADER = Key.of(
                    "header", NameValues.HEADER, ForceSpec.DEFAULT.header(), "X-Dimmer-Version")
            .means("The request header that names a version.")
            .such("X-Dimmer-Version");
    private static final Key<String> COOKIE = Key.optional("cookie", NameValues.COOKIE, "no cookie")
            .means("The cookie that names a version.")
            .such("dimmer-version");
    private static final Key<String> QUERY = Key.optional("query", NameValues.PARAMETER, "no query parameter")
            .means("The query parameter that sets the cookie and redirects: a link for testers. Needs `cookie`.")
            .such("dimmer-version");
    private static final Key<Allowed> ALLOW = Key.of(
                    "allow",
                    new Either<>(ALLOW_WORD, ALLOW_NETWORKS),
                    new Allowed(Allow.NETWORKS, Network.LOOPBACK),
                    "loopback only")
            .noted()
            .means("Who may. `signed`: whoever has a token made with one of `keys`.")
            .such("[127.0.0.0/8, 10.9.0.0/16]");
    private static final Key<Path> KEYS = Key.optional("keys", Values.PATH, "no keys")
            .means("The file of keys for `allow: signed`.")
            .such("force-keys.yaml");
    private static final Key<Boolean> PASS_ON = Key.of(
                    "passOn", Values.flag("true or false"), ForceSpec.DEFAULT.passOn(), "false")
            .means(
                    "Hand the force header on, qualified with the service's name, and the mark of load tests: to reach versions further in.")
            .such("true");

    static final Section<ForceSpec> FORCE = Section.of(
            "force",
            "Who may name the version of a request, and how.",
            List.of(HEADER, COOKIE, QUERY, ALLOW, KEYS, PASS_ON),
            ForceKeys::force);

    private ForceKeys() {}

    /** The word, and the networks if it is they. */
    record Allowed(Allow word, List<Network> networks) {}

    private static Allowed allowed(Scalar scalar) {
        Allow word = WORDS.get(scalar.text());
        if (word == null) {
            throw new UnexpectedValueException("force.allow", scalar.found(), EXPECTED);
        }
        return new Allowed(word, List.of());
    }

    private static Optional<ForceSpec> force(Fields fields) {
        String header = fields.get(HEADER);
        Optional<String> cookie = fields.maybe(COOKIE);
        Optional<String> query = fields.maybe(QUERY);
        Allowed allowed = fields.get(ALLOW);
        Optional<Path> keys = fields.maybe(KEYS);
        boolean passOn = fields.get(PASS_ON);
        boolean lacksKeys = lacksKeys(allowed, fields);
        boolean lacksCookie = lacksCookie(fields);
        warn(allowed, fields);
        return lacksKeys || lacksCookie
                ? Optional.empty()
                : Optional.of(new ForceSpec(header, cookie, query, allowed.word(), allowed.networks(), keys, passOn));
    }

    private static boolean lacksKeys(Allowed allowed, Fields fields) {
        boolean lacking = allowed.word() == Allow.SIGNED && !fields.written(KEYS);
        if (lacking) {
            fields.missing(KEYS, "a file of keys, for allow is signed");
        }
        return lacking;
    }

    private static boolean lacksCookie(Fields fields) {
        boolean lacking = fields.written(QUERY) && !fields.written(COOKIE);
        if (lacking) {
            fields.missing(COOKIE, "the name of the cookie that query sets");
        }
        return lacking;
    }

    private static void warn(Allowed allowed, Fields fields) {
        if (allowed.word() == Allow.ANYONE) {
            fields.warn(fields.place(ALLOW), "anyone who reaches this proxy can choose a version");
        }
        if (allowed.word() != Allow.SIGNED && !fields.failed(ALLOW) && fields.written(KEYS)) {
            fields.warn(fields.place(KEYS), "keys are not used unless allow is signed");
        }
    }
}
