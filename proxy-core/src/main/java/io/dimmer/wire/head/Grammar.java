package io.dimmer.wire.head;

import io.dimmer.exchange.HeaderName;

/**
 * The character classes of RFC 9110 §5.6 and RFC 9112, as one table: a lookup a byte, all classes at once.
 */
final class Grammar {
    static final byte CR = '\r';
    static final byte LF = '\n';

    /** Bytes of a line end. */
    static final int LINE_END = 2;

    /** {@code tchar}: what methods, field names and connection options are made of (RFC 9110 §5.6.2). */
    static final byte TOKEN = 1;

    /** What a field value may hold: visible characters, space, tab, and bytes above 127 (RFC 9110 §5.5). */
    static final byte VALUE = 2;

    /** What a request target may hold: visible ASCII but {@code #}, for a fragment is never sent (RFC 9112 §3.2). */
    static final byte TARGET = 4;

    /**
     * What a registered name may hold here: {@code unreserved} of RFC 3986 §2.3. The grammar allows
     * {@code sub-delims} and percent-encoding too; no real name has them, and a comma is what two joined Host lines
     * look like.
     */
    static final byte REG_NAME = 8;

    /** Hexadecimal digit. */
    static final byte HEX = 16;

    /** Decimal digit. */
    static final byte DIGIT = 32;

    private static final byte[] CLASSES = new byte[256];

    static {
        mark("!#$%&'*+-.^_`|~", TOKEN);
        mark("-._~", REG_NAME);
        for (char c = '!'; c <= '~'; c++) {
            CLASSES[c] |= VALUE | TARGET;
            if (Character.isLetterOrDigit(c)) {
                CLASSES[c] |= TOKEN | REG_NAME;
            }
        }
        CLASSES['#'] &= ~TARGET;
        mark(" \t", VALUE);
        for (int c = 0x80; c <= 0xFF; c++) {
            CLASSES[c] |= VALUE;
        }
        mark("0123456789abcdefABCDEF", HEX);
        mark("0123456789", DIGIT);
    }

    private Grammar() {}

    private static void mark(String characters, byte as) {
        for (int i = 0; i < characters.length(); i++) {
            CLASSES[characters.charAt(i)] |= as;
        }
    }

    /** True when the byte is of that class. */
    static boolean is(byte b, byte ofClass) {
        return (CLASSES[b & 0xFF] & ofClass) != 0;
    }

    /** The first index at or after {@code from} whose byte is not of that class; {@code to} when all are. */
    static int skip(byte[] bytes, int from, int to, byte ofClass) {
        int at = from;
        while (at < to && (CLASSES[bytes[at] & 0xFF] & ofClass) != 0) {
            at++;
        }
        return at;
    }

    /** True when every byte is of that class and there is at least one. */
    static boolean all(byte[] bytes, int from, int to, byte ofClass) {
        return from < to && skip(bytes, from, to, ofClass) == to;
    }

    /** True when the bytes are that ASCII word, which is in lower case, in any case. */
    static boolean isWord(byte[] bytes, int from, int to, String lowerCaseWord) {
        if (to - from != lowerCaseWord.length()) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (HeaderName.lowerCase(bytes[i]) != lowerCaseWord.charAt(i - from)) {
                return false;
            }
        }
        return true;
    }

    /** Space or tab. */
    static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }
}
