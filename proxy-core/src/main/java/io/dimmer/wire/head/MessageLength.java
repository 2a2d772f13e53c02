package io.dimmer.wire.head;

import io.dimmer.wire.grammar.Grammar;

/** The announced length of a body and its coding: every doubt is an error (RFC 9112 §6.3). */
final class MessageLength {
    static final long INVALID = -1;
    private static final int MAX_DIGITS = 18;

    private MessageLength() {}

    /** {@code 1*DIGIT} (RFC 9110 §8.6), no list, no sign, nothing that a {@code long} does not hold; else {@link #INVALID}. */
    static long of(byte[] bytes, int from, int to) {
        if (to - from > MAX_DIGITS || !Grammar.all(bytes, from, to, Grammar.DIGIT)) {
            return INVALID;
        }
        long value = 0;
        for (int i = from; i < to; i++) {
            value = value * 10 + (bytes[i] - '0');
        }
        return value;
    }

    /**
     * Reads the framing fields of a head into its body kind and length, as for a request.
     *
     * @return what is wrong, empty when nothing is
     */
    static String read(HeadParser parser, HeadFields fields) {
        if (parser.codings > 0) {
            return coding(parser, fields);
        }
        if (parser.lengths == 0) {
            return "";
        }
        if (parser.lengths > 1) {
            return "Content-Length stands more than once";
        }
        int field = parser.length;
        long value = of(fields.bytes, fields.valueStart[field], fields.valueEnd[field]);
        if (value == INVALID) {
            return "Content-Length is not a number of bytes";
        }
        fields.bodyKind = value == 0 ? BodyKind.NONE : BodyKind.LENGTH;
        fields.bodyLength = value;
        // Leading zeros are octal to some: the number goes on as we understood it.
        boolean plain =
                fields.bytes[fields.valueStart[field]] != '0' || fields.valueEnd[field] - fields.valueStart[field] == 1;
        fields.rewritesLength = !plain;
        if (!plain) {
            fields.drop(field);
        }
        return "";
    }

    /** {@code chunked}, once, alone: other codings are no use to a proxy and a riddle to the next (RFC 9112 §6.1). */
    private static String coding(HeadParser parser, HeadFields fields) {
        if (parser.lengths > 0) {
            return "Content-Length stands beside Transfer-Encoding";
        }
        if (!fields.version11) {
            return "Transfer-Encoding stands in a message of HTTP/1.0";
        }
        int field = parser.coding;
        if (parser.codings > 1
                || !Grammar.isWord(fields.bytes, fields.valueStart[field], fields.valueEnd[field], "chunked")) {
            return "Transfer-Encoding is not exactly chunked";
        }
        fields.bodyKind = BodyKind.CHUNKED;
        return "";
    }
}
