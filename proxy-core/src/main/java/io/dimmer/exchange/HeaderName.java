package io.dimmer.exchange;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The name of a header field, ready for case-insensitive search in a {@link RequestHead}. Immutable.
 *
 * <p>The hash is that of {@link #hash(int, byte)} folded over the lower-case bytes; a parser computes the same while it
 * scans, so that most fields are passed over by one comparison of integers.
 */
public final class HeaderName {
    private final String name;
    private final byte[] written;
    private final byte[] lowerCase;
    private final int hash;

    private HeaderName(String name) {
        this.name = name;
        this.written = name.getBytes(StandardCharsets.US_ASCII);
        this.lowerCase = name.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);
        int folded = 0;
        for (byte b : lowerCase) {
            folded = hash(folded, b);
        }
        this.hash = folded;
    }

    /** A name as people write it. */
    public static HeaderName of(String name) {
        return new HeaderName(name);
    }

    /** One step of the hash: {@code before} is 0 at the start, {@code lowerCase} the next byte in lower case. */
    public static int hash(int before, byte lowerCase) {
        return before * 31 + lowerCase;
    }

    /** One bit of 64 for a name: those of all names of a head together tell of most names that they are not among them. */
    public static long bit(int hash) {
        return 1L << hash;
    }

    /** False when this name is surely none of those whose {@link #bit bits} these are. */
    public boolean mayBeAmong(long bits) {
        return (bits & bit(hash)) != 0;
    }

    /** ASCII lower case of one byte; every other byte stays. */
    public static byte lowerCase(byte b) {
        return b >= 'A' && b <= 'Z' ? (byte) (b + ('a' - 'A')) : b;
    }

    /** The hash of the whole name. */
    public int hash() {
        return hash;
    }

    /** True when the bytes are this name in any case. */
    public boolean matches(byte[] bytes, int start, int end) {
        if (end - start != lowerCase.length) {
            return false;
        }
        for (int i = 0; i < lowerCase.length; i++) {
            if (lowerCase(bytes[start + i]) != lowerCase[i]) {
                return false;
            }
        }
        return true;
    }

    /** Number of bytes. */
    public int length() {
        return written.length;
    }

    /** Writes the name as people write it; {@link #length} bytes. */
    public void writeTo(byte[] bytes, int at) {
        System.arraycopy(written, 0, bytes, at, written.length);
    }

    /** As people write it. */
    @Override
    public String toString() {
        return name;
    }
}
