package io.dimmer.config.regex;

/** UTF-8 (RFC 3629), one code point at a time, out of bytes that may hold anything. */
final class Utf8 {
    /** Stands for a byte that belongs to no code point. */
    static final int NONE = Character.MAX_CODE_POINT + 1;

    private Utf8() {}

    /** The code point at a position and the position after it, in one number. */
    static long decode(byte[] bytes, int at, int end) {
        int first = bytes[at] & 0xFF;
        if (first < 0x80) {
            return pack(first, at + 1);
        }
        int length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
        if (first < 0xC2 || first > 0xF4 || at + length > end) {
            return pack(NONE, at + 1);
        }
        int codePoint = first & (0xFF >> (length + 1));
        for (int i = 1; i < length; i++) {
            if ((bytes[at + i] & 0xC0) != 0x80) {
                return pack(NONE, at + 1);
            }
            codePoint = codePoint << 6 | (bytes[at + i] & 0x3F);
        }
        return pack(codePoint, at + length);
    }

    private static long pack(int codePoint, int next) {
        return ((long) codePoint << Integer.SIZE) | next;
    }

    static int codePoint(long decoded) {
        return (int) (decoded >>> Integer.SIZE);
    }

    static int next(long decoded) {
        return (int) decoded;
    }
}
