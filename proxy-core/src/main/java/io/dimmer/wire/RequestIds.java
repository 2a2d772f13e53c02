package io.dimmer.wire;

import io.dimmer.wire.grammar.Grammar;
import io.dimmer.wire.head.HeadWriter;

/**
 * Makes request ids and trace contexts for one event loop, without allocating. An id is 128 bits in hexadecimal: 64 of
 * this loop's own, and a counter mixed by a bijection, so that no two of a loop are equal and none tells how many there
 * were.
 */
public final class RequestIds {
    /** Characters of an id that we make. */
    public static final int LENGTH = 32;

    private static final int MAX_ID = 128;
    private static final int TRACE_DIGITS = LENGTH;
    private static final int PARENT_DIGITS = 16;
    private static final int TRACE_START = 3;
    private static final int TRACE_END = TRACE_START + TRACE_DIGITS;
    private static final int PARENT_END = TRACE_END + 1 + PARENT_DIGITS;
    private static final int TRACE_PARENT_LENGTH = PARENT_END + 3;
    private static final long STEP = 0x9E3779B97F4A7C15L;

    private final long own;
    private long counter;

    /**
     * Begins a sequence.
     *
     * @param own 64 random bits of the loop
     * @param first 64 random bits from which it counts
     */
    RequestIds(long own, long first) {
        this.own = own == 0 ? 1 : own;
        this.counter = first;
    }

    /** Moves on to the next id. */
    public RequestIds next() {
        counter += STEP;
        return this;
    }

    /** Writes the current id, 32 digits. */
    public void write(HeadWriter writer) {
        writer.hex(own).hex(mixed(counter));
    }

    /** Writes the current id, 32 digits, at the front of an array. */
    public void write(byte[] target) {
        digits(own, target, 0);
        digits(mixed(counter), target, PARENT_DIGITS);
    }

    private static void digits(long bits, byte[] target, int from) {
        for (int i = 0; i < PARENT_DIGITS; i++) {
            target[from + i] = (byte) Character.forDigit((int) (bits >>> (Long.SIZE - 4 - 4 * i)) & 0xF, 16);
        }
    }

    /**
     * Writes a value for {@code traceparent} (W3C Trace Context §3.2): the current id as the trace, a parent of its own,
     * and the sampled flag. Without that flag the services behind us would record nothing, for they follow the root.
     */
    public void writeTraceParent(HeadWriter writer) {
        writer.text("00-").hex(own).hex(mixed(counter)).text("-");
        writer.hex(mixed(~counter) | 1).text("-01");
    }

    /** The current id as text; it allocates. */
    public String text() {
        return digits(own) + digits(mixed(counter));
    }

    private static String digits(long bits) {
        String hex = Long.toHexString(bits);
        return "0".repeat(PARENT_DIGITS - hex.length()) + hex;
    }

    /** The finishing steps of SplitMix64 (Steele, Lea, Flood 2014): a bijection in which every bit depends on every bit. */
    private static long mixed(long bits) {
        long z = bits;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    /** True when a client's id may be kept: {@code [A-Za-z0-9._-]{1,128}}. */
    public static boolean isWellFormedId(byte[] bytes, int start, int end) {
        if (end - start > MAX_ID || !Grammar.all(bytes, start, end, Grammar.REG_NAME)) {
            return false;
        }
        for (int i = start; i < end; i++) {
            if (bytes[i] == '~') {
                return false;
            }
        }
        return true;
    }

    /**
     * True when it is a {@code traceparent} (W3C Trace Context §3.2.2): lower-case digits, no all-zero trace or parent,
     * not version ff. A later version may be longer, behind a dash (§4.3).
     */
    public static boolean isWellFormedTraceParent(byte[] bytes, int start, int end) {
        int length = end - start;
        if (length < TRACE_PARENT_LENGTH || !dashes(bytes, start)) {
            return false;
        }
        boolean version0 = bytes[start] == '0' && bytes[start + 1] == '0';
        boolean versionFf = bytes[start] == 'f' && bytes[start + 1] == 'f';
        if (versionFf || (version0 && length > TRACE_PARENT_LENGTH)) {
            return false;
        }
        if (length > TRACE_PARENT_LENGTH && bytes[start + TRACE_PARENT_LENGTH] != '-') {
            return false;
        }
        return isHex(bytes, start, start + 2)
                && isId(bytes, start + TRACE_START, start + TRACE_END)
                && isId(bytes, start + TRACE_END + 1, start + PARENT_END)
                && isHex(bytes, start + PARENT_END + 1, start + TRACE_PARENT_LENGTH);
    }

    private static boolean dashes(byte[] bytes, int start) {
        return bytes[start + 2] == '-' && bytes[start + TRACE_END] == '-' && bytes[start + PARENT_END] == '-';
    }

    private static boolean isId(byte[] bytes, int start, int end) {
        int seen = 0;
        for (int i = start; i < end; i++) {
            seen |= bytes[i] - '0';
        }
        return seen != 0 && isHex(bytes, start, end);
    }

    private static boolean isHex(byte[] bytes, int start, int end) {
        for (int i = start; i < end; i++) {
            if (!Grammar.is(bytes[i], Grammar.HEX) || (bytes[i] >= 'A' && bytes[i] <= 'F')) {
                return false;
            }
        }
        return true;
    }
}
