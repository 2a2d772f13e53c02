package io.dimmer.wire.grammar;

/**
 * Host and port, as Host and request targets have them: {@code uri-host [ ":" port ]} (RFC 9110 §7.2). User information
 * is an error (RFC 9110 §4.2.4), a zone of an address too, and so is what {@link Grammar#REG_NAME} leaves out.
 */
public final class Authority {
    /** It is no authority. */
    public static final int INVALID = -1;

    private static final int MAX_PORT_DIGITS = 5;
    private static final int MAX_PORT = 65535;

    private Authority() {}

    /** Where the host ends: at the colon before the port, or at {@code to}; {@link #INVALID}. May be empty as a whole. */
    public static int hostEnd(byte[] bytes, int from, int to) {
        int end = from < to && bytes[from] == '['
                ? literalEnd(bytes, from, to)
                : Grammar.skip(bytes, from, to, Grammar.REG_NAME);
        if (end == INVALID || end == to) {
            return end;
        }
        return end > from && bytes[end] == ':' && isPort(bytes, end + 1, to) ? end : INVALID;
    }

    /** {@code "[" IPv6address "]"}: digits, colons and dots; what they come to is for whoever connects to it. */
    private static int literalEnd(byte[] bytes, int from, int to) {
        int at = from + 1;
        boolean colon = false;
        while (at < to && (Grammar.is(bytes[at], Grammar.HEX) || bytes[at] == ':' || bytes[at] == '.')) {
            colon |= bytes[at] == ':';
            at++;
        }
        return colon && at < to && bytes[at] == ']' ? at + 1 : INVALID;
    }

    /** {@code *DIGIT}, at most 65535; empty means the default. */
    private static boolean isPort(byte[] bytes, int from, int to) {
        if (to - from > MAX_PORT_DIGITS || Grammar.skip(bytes, from, to, Grammar.DIGIT) != to) {
            return false;
        }
        int port = 0;
        for (int i = from; i < to; i++) {
            port = port * 10 + (bytes[i] - '0');
        }
        return port <= MAX_PORT;
    }
}
