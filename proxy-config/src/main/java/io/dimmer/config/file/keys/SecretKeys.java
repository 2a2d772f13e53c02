package io.dimmer.config.file.keys;

import io.dimmer.config.edge.Role;
import io.dimmer.config.edge.TokenEntry;
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
import io.dimmer.config.service.ForceKey;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The file of admin tokens and the file of force keys. Their messages never repeat a secret. */
public final class SecretKeys {
    private static final String SHA256 = "^[0-9a-fA-F]{64}$";
    private static final String BASE64 = "^[A-Za-z0-9+/]{22,}={0,2}$";

    private static final ScalarType<Role> ROLE = Values.word(Role.values());
    private static final Type<Set<Role>> ROLES = new Either<>(
            new ScalarType<>(
                    ROLE.words(),
                    ROLE.expected(),
                    (scalar, context) -> Set.of(ROLE.parse().parse(scalar, context)),
                    ROLE.shape()),
            new Mapped<>(ListType.some(ROLE, "roles"), "a list of roles", Set::copyOf));

    private static final Key<String> TOKEN_ID = Key.required("id", NameValues.TEXT)
            .means("Names the holder in the journal.")
            .such("maria");
    private static final Key<Set<Role>> TOKEN_ROLE = Key.required("role", ROLES)
            .means("What the holder may do; `approver` is added to any of the others.")
            .such("[operator, approver]");
    private static final Key<String> TOKEN_HASH = Key.required(
                    "sha256",
                    Values.matching("SHA-256", "64 hexadecimal digits", SHA256).hidden())
            .means("The SHA-256 of the token, in hexadecimal; the token itself is nowhere on disk.")
            .such("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08");

    private static final Section<TokenEntry> TOKEN =
            Section.of("token", "One admin token.", List.of(TOKEN_ID, TOKEN_ROLE, TOKEN_HASH), SecretKeys::token);

    private static final Key<List<TokenEntry>> TOKENS =
            Key.required("tokens", new ListType<>(TOKEN, "tokens", 1, false)).means("Who may use the admin listener.");

    private static final Section<List<TokenEntry>> TOKEN_FILE =
            Section.of("tokenFile", "The file of admin tokens.", List.of(TOKENS), SecretKeys::tokens);

    private static final Key<String> KEY_ID = Key.required("id", NameValues.TEXT)
            .means("Names the key in a token.")
            .such("k1");
    private static final Key<String> KEY_SECRET = Key.required(
                    "secret",
                    Values.matching("Base64", "Base64 of 16 bytes or more", BASE64)
                            .hidden())
            .means("The secret, in Base64; 16 bytes at least.")
            .such("MDEyMzQ1Njc4OWFiY2RlZg==");

    private static final Section<ForceKey> FORCE_KEY = Section.of(
            "forceKey", "One key that signs force tokens.", List.of(KEY_ID, KEY_SECRET), SecretKeys::forceKey);

    private static final Key<List<ForceKey>> FORCE_KEYS = Key.required(
                    "keys", new ListType<>(FORCE_KEY, "keys", 1, false))
            .means("The first one signs, all of them verify.");

    private static final Section<List<ForceKey>> FORCE_KEY_FILE = Section.of(
            "forceKeyFile", "The file of keys for signed forcing.", List.of(FORCE_KEYS), SecretKeys::forceKeys);

    private SecretKeys() {}

    /** The file that {@code admin.tokens} names. */
    public static Section<List<TokenEntry>> tokenFile() {
        return TOKEN_FILE;
    }

    /** The file that {@code force.keys} names. */
    public static Section<List<ForceKey>> forceKeyFile() {
        return FORCE_KEY_FILE;
    }

    private static Optional<TokenEntry> token(Fields fields) {
        Optional<String> id = fields.maybe(TOKEN_ID);
        Optional<Set<Role>> roles = fields.maybe(TOKEN_ROLE);
        Optional<String> hash = fields.maybe(TOKEN_HASH);
        return id.flatMap(i -> roles.flatMap(r -> hash.map(h -> new TokenEntry(i, r, h))));
    }

    private static Optional<List<TokenEntry>> tokens(Fields fields) {
        Optional<List<TokenEntry>> tokens = fields.maybe(TOKENS);
        List<String> ids = tokens.orElse(List.of()).stream().map(TokenEntry::id).toList();
        List<String> hashes =
                tokens.orElse(List.of()).stream().map(TokenEntry::sha256).toList();
        checkDistinct(ids, "token", TOKENS, fields);
        if (new HashSet<>(hashes).size() < hashes.size()) {
            fields.problem(fields.place(TOKENS), "one token under two ids", "each token once");
        }
        return tokens;
    }

    private static Optional<ForceKey> forceKey(Fields fields) {
        Optional<String> id = fields.maybe(KEY_ID);
        Optional<String> secret = fields.maybe(KEY_SECRET);
        return id.flatMap(i -> secret.map(s -> new ForceKey(i, s)));
    }

    private static Optional<List<ForceKey>> forceKeys(Fields fields) {
        Optional<List<ForceKey>> keys = fields.maybe(FORCE_KEYS);
        List<String> ids = keys.orElse(List.of()).stream().map(ForceKey::id).toList();
        checkDistinct(ids, "key", FORCE_KEYS, fields);
        return keys;
    }

    private static void checkDistinct(List<String> ids, String what, Key<?> key, Fields fields) {
        Set<String> seen = new HashSet<>();
        for (String id : ids) {
            if (!seen.add(id)) {
                fields.problem(fields.place(key), "two entries with the id " + id, "each " + what + " id once");
            }
        }
    }
}
