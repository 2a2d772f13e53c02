package io.dimmer.admin.gate;

import io.dimmer.config.edge.TokenEntry;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The tokens that are known, by their hashes. Every entry is compared, each in constant time, so that the time of an
 * answer tells nothing about them. The token itself is neither kept nor logged.
 */
public final class Tokens {
    private static final String SCHEME = "Bearer ";

    private final List<TokenEntry> entries;

    /** From the entries of the token file. */
    public Tokens(List<TokenEntry> entries) {
        this.entries = List.copyOf(entries);
    }

    /** Whose token the value of an {@code Authorization} field holds. */
    Optional<Holder> holderOf(String authorization) {
        if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        byte[] hash = sha256(authorization.substring(SCHEME.length()).strip());
        Optional<Holder> found = Optional.empty();
        for (TokenEntry entry : entries) {
            if (MessageDigest.isEqual(HexFormat.of().parseHex(entry.sha256()), hash)) {
                found = Optional.of(new Holder(entry.id(), entry.roles()));
            }
        }
        return found;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
