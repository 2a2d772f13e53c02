package io.dimmer.wire.grammar;

import io.dimmer.exchange.HeaderName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a field means to a proxy; most fields mean nothing to it. */
public enum KnownField {
    HOST(true, true),
    CONTENT_LENGTH(true, true),
    TRANSFER_ENCODING(false, false),
    CONNECTION(false, false),
    UPGRADE(false, false),
    EXPECT(true, false),
    DATE(true, false),
    MAX_FORWARDS(true, true),
    /** About this connection alone (RFC 9110 §7.6.1), without any other meaning to us. */
    HOP_BY_HOP(false, false),
    /** Where a request came from and what belongs together. */
    PROVENANCE(true, true),
    /** What proxies before us say of the client: {@code X-Forwarded-*} and {@code X-Real-IP}. */
    FORWARDING(true, true),
    /**
     * What servers of the CGI family take for one of these, for they write a hyphen and an underscore alike (RFC 3875
     * §4.1.18), or for their own setting: {@code Proxy}. Nobody honest sends it.
     */
    DISGUISED(false, true),
    /** Our own: whatever begins with {@code X-Dimmer-}. */
    OURS(false, true),
    /** Anything else. */
    OTHER(true, false);

    private static final String OUR_PREFIX = "x-dimmer-";
    private static final String FORWARDED_PREFIX = "x-forwarded-";
    private static final int SLOTS = 128;
    private static final @Nullable HeaderName[] NAMES = new HeaderName[SLOTS];
    private static final KnownField[] FIELDS = new KnownField[SLOTS];

    static {
        enter(HOST, "Host");
        enter(CONTENT_LENGTH, "Content-Length");
        enter(TRANSFER_ENCODING, "Transfer-Encoding");
        enter(CONNECTION, "Connection");
        enter(UPGRADE, "Upgrade");
        enter(EXPECT, "Expect");
        enter(DATE, "Date");
        enter(FORWARDING, "X-Real-IP");
        enter(MAX_FORWARDS, "Max-Forwards");
        for (String name : List.of("Keep-Alive", "Proxy-Connection", "TE", "HTTP2-Settings")) {
            enter(HOP_BY_HOP, name);
        }
        for (String name : List.of("Content_Length", "Transfer_Encoding", "Proxy")) {
            enter(DISGUISED, name);
        }
        for (String name :
                List.of("X_Real_IP", "X-Real_IP", "X_Real-IP", "X_Request_Id", "X-Request_Id", "X_Request-Id")) {
            enter(DISGUISED, name);
        }
        for (String name : List.of("Forwarded", "Via", "X-Request-Id", "traceparent", "tracestate")) {
            enter(PROVENANCE, name);
        }
    }

    private final boolean passesOn;
    private final boolean forEveryRecipient;

    KnownField(boolean passesOn, boolean forEveryRecipient) {
        this.passesOn = passesOn;
        this.forEveryRecipient = forEveryRecipient;
    }

    /** What the field of that name is. */
    public static KnownField of(byte[] bytes, int nameStart, int nameEnd, int hash) {
        int slot = slot(hash);
        HeaderName name = NAMES[slot];
        while (name != null) {
            if (name.hash() == hash && name.matches(bytes, nameStart, nameEnd)) {
                return FIELDS[slot];
            }
            slot = (slot + 1) % SLOTS;
            name = NAMES[slot];
        }
        return HeaderName.lowerCase(bytes[nameStart]) == 'x' ? ofExtension(bytes, nameStart, nameEnd) : OTHER;
    }

    /** False for what ends at this hop: fields about the connection, and our own, which we write anew. */
    public boolean passesOn() {
        return passesOn;
    }

    /**
     * True for fields that tell every server on the way something that it must not lose. A sender must not name such a
     * field in {@code Connection} (RFC 9110 §7.6.1).
     */
    public boolean isForEveryRecipient() {
        return forEveryRecipient;
    }

    private static KnownField ofExtension(byte[] bytes, int start, int end) {
        if (Grammar.startsWith(bytes, start, end, OUR_PREFIX)) {
            return OURS;
        }
        if (Grammar.startsWith(bytes, start, end, FORWARDED_PREFIX)) {
            return FORWARDING;
        }
        boolean disguised = isLike(bytes, start, end, OUR_PREFIX) || isLike(bytes, start, end, FORWARDED_PREFIX);
        return disguised ? DISGUISED : OTHER;
    }

    /** True when the name begins with the prefix once hyphens and underscores are one. */
    private static boolean isLike(byte[] bytes, int start, int end, String prefix) {
        if (end - start < prefix.length()) {
            return false;
        }
        for (int i = 0; i < prefix.length(); i++) {
            byte found = HeaderName.lowerCase(bytes[start + i]);
            if ((found == '_' ? '-' : found) != prefix.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static void enter(KnownField field, String written) {
        HeaderName name = HeaderName.of(written);
        int slot = slot(name.hash());
        while (NAMES[slot] != null) {
            slot = (slot + 1) % SLOTS;
        }
        NAMES[slot] = name;
        FIELDS[slot] = field;
    }

    private static int slot(int hash) {
        return (hash ^ hash >>> 7 ^ hash >>> 14) & (SLOTS - 1);
    }
}
