package io.dimmer.exchange;

import java.nio.charset.StandardCharsets;

/**
 * The name of a cookie, ready for search in the {@code Cookie} fields of a head (RFC 6265 §4.2 and §5.4): pairs
 * separated by semicolons, names case-sensitive, quotes around a value left out, nothing decoded. Of several cookies
 * with the name the first counts. Immutable; allocates nothing.
 */
public final class CookieName {
    private static final HeaderName COOKIE = HeaderName.of("Cookie");

    private final byte[] name;

    private CookieName(String name) {
        this.name = name.getBytes(StandardCharsets.UTF_8);
    }

    /** A name as people write it. */
    public static CookieName of(String name) {
        return new CookieName(name);
    }

    /** The {@link Span} of the first value, or {@link Span#NONE}. */
    public long find(RequestHead head) {
        for (int field = head.find(COOKIE, 0); field >= 0; field = head.find(COOKIE, field + 1)) {
            long found = find(head.bytes(), head.valueStart(field), head.valueEnd(field));
            if (found != Span.NONE) {
                return found;
            }
        }
        return Span.NONE;
    }

    private long find(byte[] bytes, int start, int end) {
        int at = start;
        while (at < end) {
            int stop = indexOf(bytes, at, end, (byte) ';');
            long found = pair(bytes, skipSpace(bytes, at, stop), stop);
            if (found != Span.NONE) {
                return found;
            }
            at = stop + 1;
        }
        return Span.NONE;
    }

    private long pair(byte[] bytes, int start, int end) {
        int equals = start + name.length;
        if (equals >= end || bytes[equals] != '=' || !Span.startsWith(bytes, start, end, name)) {
            return Span.NONE;
        }
        int from = equals + 1;
        int to = end;
        while (to > from && isSpace(bytes[to - 1])) {
            to--;
        }
        boolean quoted = to - from >= 2 && bytes[from] == '"' && bytes[to - 1] == '"';
        return quoted ? Span.of(from + 1, to - 1) : Span.of(from, to);
    }

    private static int indexOf(byte[] bytes, int start, int end, byte wanted) {
        int at = start;
        while (at < end && bytes[at] != wanted) {
            at++;
        }
        return at;
    }

    private static int skipSpace(byte[] bytes, int start, int end) {
        int at = start;
        while (at < end && isSpace(bytes[at])) {
            at++;
        }
        return at;
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\t';
    }

    /** As people write it. */
    @Override
    public String toString() {
        return new String(name, StandardCharsets.UTF_8);
    }
}
