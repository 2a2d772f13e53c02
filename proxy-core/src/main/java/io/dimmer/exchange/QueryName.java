package io.dimmer.exchange;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The name of a query parameter, ready for search in a head.
 *
 * <p>The query is read as forms write it (WHATWG URL §5.1): pairs separated by {@code &}, a name alone has the empty
 * value, {@code +} is a space, {@code %xx} is a byte, a {@code %} without two hexadecimal digits stays as it is. Names
 * are case-sensitive. Of several parameters with the name the first counts. Immutable; allocates only for names that
 * come encoded.
 */
public final class QueryName {
    private final byte[] name;

    private QueryName(String name) {
        this.name = name.getBytes(StandardCharsets.UTF_8);
    }

    /** A name as people write it, not encoded. */
    public static QueryName of(String name) {
        return new QueryName(name);
    }

    /** The {@link Span} of the first value as it came, still encoded, or {@link Span#NONE}. */
    public long find(RequestHead head) {
        byte[] bytes = head.bytes();
        int end = head.queryEnd();
        int at = head.queryStart();
        while (at < end) {
            int stop = indexOf(bytes, at, end, (byte) '&');
            int equals = indexOf(bytes, at, stop, (byte) '=');
            if (isName(bytes, at, equals)) {
                return Span.of(Math.min(equals + 1, stop), stop);
            }
            at = stop + 1;
        }
        return Span.NONE;
    }

    /** The query without any parameter of this name, as it came otherwise; allocates. */
    public String without(RequestHead head) {
        byte[] bytes = head.bytes();
        int end = head.queryEnd();
        StringBuilder rest = new StringBuilder();
        int at = head.queryStart();
        while (at < end) {
            int stop = indexOf(bytes, at, end, (byte) '&');
            if (!isName(bytes, at, indexOf(bytes, at, stop, (byte) '='))) {
                rest.append(rest.length() == 0 ? "" : "&").append(head.text(at, stop));
            }
            at = stop + 1;
        }
        return rest.toString();
    }

    private boolean isName(byte[] bytes, int start, int end) {
        if (isPlain(bytes, start, end)) {
            return Span.holds(bytes, start, end, name);
        }
        byte[] decoded = decode(bytes, start, end);
        return Span.holds(decoded, 0, decoded.length, name);
    }

    /** True when decoding would change nothing. */
    public static boolean isPlain(byte[] bytes, int start, int end) {
        for (int i = start; i < end; i++) {
            if (bytes[i] == '%' || bytes[i] == '+') {
                return false;
            }
        }
        return true;
    }

    /** A name or a value without its encoding. */
    public static byte[] decode(byte[] bytes, int start, int end) {
        byte[] decoded = new byte[end - start];
        int length = 0;
        for (int i = start; i < end; i++) {
            int pair = bytes[i] == '%' && i + 2 < end ? hex(bytes[i + 1]) << 4 | hex(bytes[i + 2]) : -1;
            if (pair >= 0) {
                decoded[length++] = (byte) pair;
                i += 2;
            } else {
                decoded[length++] = bytes[i] == '+' ? (byte) ' ' : bytes[i];
            }
        }
        return Arrays.copyOf(decoded, length);
    }

    private static int hex(byte digit) {
        return Character.digit(digit, 16);
    }

    private static int indexOf(byte[] bytes, int start, int end, byte wanted) {
        int at = start;
        while (at < end && bytes[at] != wanted) {
            at++;
        }
        return at;
    }

    /** As people write it. */
    @Override
    public String toString() {
        return new String(name, StandardCharsets.UTF_8);
    }
}
