package io.dimmer.wire.grammar;

/**
 * Reads one field line (RFC 9112 §5): a token, a colon without space before it, a value without control characters, CR
 * LF. One instance is used over and over; the spans are those of the last line.
 */
public final class FieldLine {
    /** The line has not arrived in full; nothing is wrong with it so far. */
    public static final int PARTIAL = -1;

    /** Not a field line; {@link #problem} says why. */
    public static final int INVALID = -2;

    private int nameStart;
    private int nameEnd;
    private int nameHash;
    private int valueStart;
    private int valueEnd;
    private String problem = "";

    /**
     * Reads the line that begins at {@code from}.
     *
     * @return where the next line begins, {@link #PARTIAL} or {@link #INVALID}
     */
    public int read(byte[] bytes, int from, int to) {
        int at = from;
        int hash = 0;
        while (at < to) {
            byte lower = Grammar.lowerToken(bytes[at]);
            if (lower == 0) {
                break;
            }
            hash = hash * 31 + lower;
            at++;
        }
        if (at == to) {
            return PARTIAL;
        }
        if (bytes[at] != ':' || at == from) {
            return invalid(nameProblem(bytes[at], at == from));
        }
        nameStart = from;
        nameEnd = at;
        nameHash = hash;
        return value(bytes, at + 1, to);
    }

    private int value(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && Grammar.isBlank(bytes[at])) {
            at++;
        }
        int start = at;
        at = Grammar.skip(bytes, at, to, Grammar.VALUE);
        if (at == to) {
            return PARTIAL;
        }
        int end = at;
        while (end > start && Grammar.isBlank(bytes[end - 1])) {
            end--;
        }
        valueStart = start;
        valueEnd = end;
        return lineEnd(bytes, at, to);
    }

    private int lineEnd(byte[] bytes, int at, int to) {
        if (bytes[at] != Grammar.CR) {
            return invalid(
                    bytes[at] == Grammar.LF
                            ? "A line of the head ends without a carriage return"
                            : "A header field has a control character in its value");
        }
        if (at + 1 == to) {
            return PARTIAL;
        }
        return bytes[at + 1] == Grammar.LF ? at + Grammar.LINE_END : invalid("A carriage return stands alone");
    }

    private int invalid(String why) {
        problem = why;
        return INVALID;
    }

    private static String nameProblem(byte found, boolean first) {
        if (found == Grammar.CR || found == Grammar.LF) {
            return "A header field has no colon";
        }
        if (Grammar.isBlank(found)) {
            return first ? "A header field is folded over lines" : "A header field has white space before its colon";
        }
        return found == ':' ? "A header field has no name" : "A header field has an invalid character in its name";
    }

    /** Start of the name. */
    public int nameStart() {
        return nameStart;
    }

    /** End of the name. */
    public int nameEnd() {
        return nameEnd;
    }

    /** The {@link io.dimmer.exchange.HeaderName#hash() hash} of the name. */
    public int nameHash() {
        return nameHash;
    }

    /** Start of the value, without the white space before it. */
    public int valueStart() {
        return valueStart;
    }

    /** End of the value, without the white space behind it. */
    public int valueEnd() {
        return valueEnd;
    }

    /** Why a line was {@link #INVALID}: a sentence that holds nothing of the line. */
    public String problem() {
        return problem;
    }
}
