package io.dimmer.wire;

import io.dimmer.exchange.RequestHead;
import io.dimmer.wire.grammar.Grammar;
import io.dimmer.wire.head.HeaderNames;

/**
 * How much a client wants plain text and JSON, by its {@code Accept} fields: the weight of the most specific range that
 * matches (RFC 9110 §12.5.1), in thousandths. A range that cannot be read counts as absent.
 */
final class AcceptPreference {
    private static final int FULL_WEIGHT = 1000;
    private static final int ANY = 1;
    private static final int TYPE = 2;
    private static final int EXACT = 3;

    private int text;
    private int textRank;
    private int json;
    private int jsonRank;

    private AcceptPreference() {}

    static boolean prefersPlainText(RequestHead head) {
        int first = head.find(HeaderNames.ACCEPT, 0);
        if (first < 0) {
            return false;
        }
        AcceptPreference preference = new AcceptPreference();
        for (int i = first; i >= 0; i = head.find(HeaderNames.ACCEPT, i + 1)) {
            preference.read(head.bytes(), head.valueStart(i), head.valueEnd(i));
        }
        return preference.text > preference.json;
    }

    private void read(byte[] bytes, int from, int to) {
        int start = from;
        while (start < to) {
            int end = indexOf(bytes, start, to, ',');
            range(bytes, start, end);
            start = end + 1;
        }
    }

    private void range(byte[] bytes, int from, int to) {
        int typeEnd = indexOf(bytes, from, to, ';');
        int start = Grammar.isBlank(bytes[from]) ? from + 1 : from;
        int end = typeEnd;
        while (end > start && Grammar.isBlank(bytes[end - 1])) {
            end--;
        }
        int weight = weight(bytes, typeEnd, to);
        if (Grammar.isWord(bytes, start, end, "*/*")) {
            text(weight, ANY);
            json(weight, ANY);
        } else if (Grammar.isWord(bytes, start, end, "text/*")) {
            text(weight, TYPE);
        } else if (Grammar.isWord(bytes, start, end, "application/*")) {
            json(weight, TYPE);
        } else if (Grammar.isWord(bytes, start, end, "text/plain")) {
            text(weight, EXACT);
        } else if (isJson(bytes, start, end)) {
            json(weight, EXACT);
        }
    }

    private static boolean isJson(byte[] bytes, int start, int end) {
        return Grammar.isWord(bytes, start, end, "application/json")
                || Grammar.isWord(bytes, start, end, "application/problem+json");
    }

    private void text(int weight, int rank) {
        if (rank > textRank || (rank == textRank && weight > text)) {
            text = weight;
            textRank = rank;
        }
    }

    private void json(int weight, int rank) {
        if (rank > jsonRank || (rank == jsonRank && weight > json)) {
            json = weight;
            jsonRank = rank;
        }
    }

    /** {@code q=0.8} among the parameters; 1 when there is none. */
    private static int weight(byte[] bytes, int from, int to) {
        for (int i = from; i + 2 < to; i++) {
            boolean begins = bytes[i] == ';' || Grammar.isBlank(bytes[i]);
            if (begins && (bytes[i + 1] | ' ') == 'q' && bytes[i + 2] == '=') {
                return thousandths(bytes, i + 3, to);
            }
        }
        return FULL_WEIGHT;
    }

    private static int thousandths(byte[] bytes, int from, int to) {
        int value = 0;
        int scale = FULL_WEIGHT;
        for (int i = from; i < to && scale > 0; i++) {
            if (Grammar.is(bytes[i], Grammar.DIGIT)) {
                value += (bytes[i] - '0') * scale;
                scale /= 10;
            }
        }
        return Math.min(value, FULL_WEIGHT);
    }

    private static int indexOf(byte[] bytes, int from, int to, char wanted) {
        int at = from;
        while (at < to && bytes[at] != wanted) {
            at++;
        }
        return at;
    }
}
