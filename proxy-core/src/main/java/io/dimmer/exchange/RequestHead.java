package io.dimmer.exchange;

import java.nio.charset.StandardCharsets;

/**
 * A view of the head of one request: spans into one array of bytes, nothing copied, nothing decoded.
 *
 * <p>Valid only during the call that hands it over, on the event loop that owns it: the next head overwrites it. All
 * spans are {@code [start, end)} in {@link #bytes()}. Field values are without the white space around them.
 */
public interface RequestHead {
    /** Where all spans point into. */
    byte[] bytes();

    /** Start of the method. */
    int methodStart();

    /** End of the method. */
    int methodEnd();

    /** Start of the path, which begins with {@code /}, or is {@code *}. */
    int pathStart();

    /** End of the path: the query's question mark or the end of the target. */
    int pathEnd();

    /** Start of the query, after the question mark; equal to its end when there is none. */
    int queryStart();

    /** End of the query. */
    int queryEnd();

    /** Start of the authority's host without port, brackets kept: that of the target if it has one, else of Host. */
    int hostStart();

    /** End of the host. */
    int hostEnd();

    /** Number of header fields. */
    int fieldCount();

    /** Start of the name of a field. */
    int nameStart(int field);

    /** End of the name of a field. */
    int nameEnd(int field);

    /** The {@link HeaderName#hash() hash} of the name of a field. */
    int nameHash(int field);

    /** The {@link HeaderName#bit(int) bits} of the names of all fields together: a name whose bit is not set is not there. */
    long nameBits();

    /** Start of the value of a field. */
    int valueStart(int field);

    /** End of the value of a field. */
    int valueEnd(int field);

    /**
     * The next field of that name.
     *
     * @param from the first field to look at, 0 for the first
     * @return its number, or -1
     */
    default int find(HeaderName name, int from) {
        if (!name.mayBeAmong(nameBits())) {
            return -1;
        }
        for (int i = from; i < fieldCount(); i++) {
            if (nameHash(i) == name.hash() && name.matches(bytes(), nameStart(i), nameEnd(i))) {
                return i;
            }
        }
        return -1;
    }

    /** A span as text, one character a byte; for logs and rare paths, it allocates. */
    default String text(int start, int end) {
        return new String(bytes(), start, end - start, StandardCharsets.ISO_8859_1);
    }
}
