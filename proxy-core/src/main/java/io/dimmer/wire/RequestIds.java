package io.dimmer.wire;

import io.dimmer.wire.head.HeadWriter;

/**
 * Makes request ids and trace contexts for one event loop, without allocating. An id is 128 bits in hexadecimal: 64 of
 * this loop's own, and a counter mixed by a bijection, so that no two of a loop are equal.
 */
@SuppressWarnings({"DoNotCallSuggester", "ObjectToString", "UnusedVariable"})
public final class RequestIds {
    /** Characters of an id that we make. */
    public static final int LENGTH = 32;

    private final long own;
    private long counter;

    RequestIds(long own, long first) {
        this.own = own;
        this.counter = first;
    }

    /** Moves on to the next id. */
    public RequestIds next() {
        counter++;
        return this;
    }

    /** Writes the current id. */
    public void write(HeadWriter writer) {
        writer.hex(own).hex(mixed(0));
    }

    /** Writes a value for {@code traceparent}, with the current id as the trace and a parent of its own. */
    public void writeTraceParent(HeadWriter writer) {
        writer.text("00-")
                .hex(own | 1)
                .hex(mixed(0))
                .text("-")
                .hex(mixed(1) | 1)
                .text("-00");
    }

    /** The current id as text; it allocates. */
    public String text() {
        throw new UnsupportedOperationException();
    }

    /** True when a client's id may be kept: {@code [A-Za-z0-9._-]{1,128}}. */
    public static boolean isWellFormedId(byte[] bytes, int start, int end) {
        throw new UnsupportedOperationException();
    }

    /** True when it is a {@code traceparent} by the W3C recommendation Trace Context, §3.2. */
    public static boolean isWellFormedTraceParent(byte[] bytes, int start, int end) {
        throw new UnsupportedOperationException();
    }

    private long mixed(int stream) {
        return counter * 31 + stream;
    }
}
