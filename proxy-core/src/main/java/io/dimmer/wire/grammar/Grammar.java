package io.dimmer.wire.grammar;

import io.dimmer.exchange.HeaderName;

/** The character classes of RFC 9110 §5 and RFC 9112 as one table: a lookup a byte, all classes at once. */
public final class Grammar {
    public static final byte CR = '\r';
    public static final byte LF = '\n';

    /** Bytes of a line end. */
    public static final int LINE_END = 2;

    /** {@code tchar}: what methods, field names and connection options are made of (RFC 9110 §5.6.2). */
    public static final byte TOKEN = 1;

    /** What a field value may hold: visible characters, space, tab, and bytes above 127 (RFC 9110 §5.5). */
    public static final byte VALUE = 2;

    /** What a request target may hold: visible ASCII but {@code #}, for a fragment is never sent (RFC 9112 §3.2). */
    public static final byte TARGET = 4;

    /** As {@link #TARGET}, without the question mark that ends a path. */
    public static final byte PATH = 8;

    /**
     * What a registered name may hold here: {@code unreserved} of RFC 3986 §2.3. The grammar allows
     * {@code sub-delims} and percent-encoding too; no real name has them, and a comma is what two joined Host lines
     * look like.
     */
    public static final byte REG_NAME = 16;

    /** Hexadecimal digit. */
    public static final byte HEX = 32;

    /** Decimal digit. */
    public static final byte DIGIT = 64;

    private static final byte[] CLASSES = new byte[256];
    private static final byte[] LOWER_TOKEN = new byte[256];

    static {
        mark("!#$%&'*+-.^_`|~", TOKEN);
        mark("-._~", REG_NAME);
        for (char c = '!'; c <= '~'; c++) {
            CLASSES[c] |= VALUE | TARGET | PATH;
            if (Character.isLetterOrDigit(c)) {
                CLASSES[c] |= TOKEN | REG_NAME;
            }
        }
        CLASSES['#'] &= ~(TARGET | PATH);
        CLASSES['?'] &= ~PATH;
        mark(" \t", VALUE);
        for (int c = 0x80; c <= 0xFF; c++) {
            CLASSES[c] |= VALUE;
        }
        mark("0123456789abcdefABCDEF", HEX);
        mark("0123456789", DIGIT);
        for (int c = 0; c < LOWER_TOKEN.length; c++) {
            LOWER_TOKEN[c] = (CLASSES[c] & TOKEN) == 0 ? 0 : HeaderName.lowerCase((byte) c);
        }
    }

    private Grammar() {}

    private static void mark(String characters, byte as) {
        for (int i = 0; i < characters.length(); i++) {
            CLASSES[characters.charAt(i)] |= as;
        }
    }

    /** True when the byte is of that class. */
    public static boolean is(byte b, byte ofClass) {
        return (CLASSES[b & 0xFF] & ofClass) != 0;
    }

    /** The first index at or after {@code from} whose byte is not of that class; {@code to} when all are. */
    public static int skip(byte[] bytes, int from, int to, byte ofClass) {
        int at = from;
        while (at < to && (CLASSES[bytes[at] & 0xFF] & ofClass) != 0) {
            at++;
        }
        return at;
    }

    /** True when every byte is of that class and there is at least one. */
    public static boolean all(byte[] bytes, int from, int to, byte ofClass) {
        return from < to && skip(bytes, from, to, ofClass) == to;
    }

    /** The byte in lower case when it is a {@link #TOKEN}, else 0. */
    public static byte lowerToken(byte b) {
        return LOWER_TOKEN[b & 0xFF];
    }

    /** True when the bytes are that word in any case; the word itself is ASCII in lower case. */
    public static boolean isWord(byte[] bytes, int from, int to, String lowerCaseWord) {
        return to - from == lowerCaseWord.length() && startsWith(bytes, from, to, lowerCaseWord);
    }

    /** True when the bytes begin with that word in any case; the word itself is ASCII in lower case. */
    public static boolean startsWith(byte[] bytes, int from, int to, String lowerCaseWord) {
        int length = lowerCaseWord.length();
        if (to - from < length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (HeaderName.lowerCase(bytes[from + i]) != lowerCaseWord.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Space or tab. */
    public static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }
}
