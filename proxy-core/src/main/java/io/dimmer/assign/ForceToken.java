package io.dimmer.assign;

import io.dimmer.config.service.ForceKey;
import io.dimmer.config.value.ServiceName;
import io.dimmer.config.value.VersionName;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A signed order to serve one version of one service until a moment, for {@code force.allow: signed}. Its form fits a
 * header, a cookie and a query alike:
 *
 * <pre>{@code
 * shop=canary~1767225600~k1~2xm0Pq…
 * service=version~expiry~key id~signature
 * }</pre>
 *
 * <p>The expiry is in seconds since 1970; at that second it is over. The signature is HMAC-SHA256 (RFC 2104) with the
 * key's secret over {@code dimmer-force:} and everything before the last {@code ~}, as Base64 for URLs without padding
 * (RFC 4648 §5). It holds for every proxy that has the key and for nothing but this version of this service.
 */
public final class ForceToken {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String PURPOSE = "dimmer-force:";
    private static final char SEPARATOR = '~';
    private static final String KEY_ID = "[A-Za-z0-9._-]+";

    private ForceToken() {}

    /** What a token is worth. */
    enum Worth {
        /** Signed and in time. */
        VALID,
        /** Signed, and its time is over. */
        EXPIRED,
        /** Anything else. */
        WORTHLESS
    }

    /**
     * Makes a token.
     *
     * @throws IllegalArgumentException when the key's id has characters that do not fit into a cookie
     */
    public static String sign(ServiceName service, VersionName version, Instant expires, ForceKey key) {
        if (!key.id().matches(KEY_ID)) {
            throw new IllegalArgumentException(
                    "key id: found \"" + key.id() + "\", expected letters, digits, '.', '_' or '-'");
        }
        String order = service.text() + '=' + version.text();
        String signed = order + SEPARATOR + expires.getEpochSecond() + SEPARATOR + key.id();
        return signed + SEPARATOR + signature(signed, key.bytes());
    }

    /** The order in it, {@code shop=canary}, whatever it is worth. */
    static String order(String token) {
        int end = token.indexOf(SEPARATOR);
        return end < 0 ? token : token.substring(0, end);
    }

    /** What it is worth at a moment; the signatures are compared in constant time. */
    static Worth worth(String token, List<ForceKey> keys, Instant now) {
        int signatureAt = token.lastIndexOf(SEPARATOR);
        int keyAt = token.lastIndexOf(SEPARATOR, signatureAt - 1);
        int expiryAt = token.lastIndexOf(SEPARATOR, keyAt - 1);
        if (expiryAt < 0) {
            return Worth.WORTHLESS;
        }
        String id = token.substring(keyAt + 1, signatureAt);
        String signed = token.substring(0, signatureAt);
        byte[] found = token.substring(signatureAt + 1).getBytes(StandardCharsets.US_ASCII);
        boolean genuine = keys.stream()
                .filter(key -> key.id().equals(id))
                .map(key -> signature(signed, key.bytes()).getBytes(StandardCharsets.US_ASCII))
                .anyMatch(expected -> MessageDigest.isEqual(expected, found));
        if (!genuine) {
            return Worth.WORTHLESS;
        }
        return now.getEpochSecond() < expiry(token.substring(expiryAt + 1, keyAt)) ? Worth.VALID : Worth.EXPIRED;
    }

    /** A moment that cannot be read is over. */
    private static long expiry(String seconds) {
        try {
            return Long.parseLong(seconds);
        } catch (NumberFormatException unreadable) {
            return Long.MIN_VALUE;
        }
    }

    private static String signature(String signed, byte[] secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            byte[] raw = mac.doFinal((PURPOSE + signed).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(raw);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
