package io.dimmer.config.service;

import io.dimmer.config.value.UnexpectedValueException;
import java.util.Base64;

/**
 * One key that signs force tokens.
 *
 * @param id names the key in the token; unique in the file
 * @param secret in Base64, 16 bytes at least
 */
public record ForceKey(String id, String secret) {
    private static final int LEAST_BYTES = 16;

    public ForceKey {
        UnexpectedValueException.unless(!id.isEmpty(), "key id", "an empty text", "at least one character");
        int length = decodedLength(secret);
        UnexpectedValueException.unless(
                length >= LEAST_BYTES,
                "key " + id + ": secret",
                length < 0 ? "something else" : length + " bytes",
                "Base64 of " + LEAST_BYTES + " bytes or more");
    }

    private static int decodedLength(String secret) {
        try {
            return Base64.getDecoder().decode(secret).length;
        } catch (IllegalArgumentException notBase64) {
            return -1;
        }
    }

    /** The secret itself, a new array for each call. */
    public byte[] bytes() {
        return Base64.getDecoder().decode(secret);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "ForceKey[id=" + id + "]";
    }
}
