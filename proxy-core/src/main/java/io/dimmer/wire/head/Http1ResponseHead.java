package io.dimmer.wire.head;

import io.dimmer.exchange.HeaderName;

/** The head of an HTTP/1 answer, as its parser understood it. Valid until the parser's next head, on its event loop. */
public final class Http1ResponseHead extends HeadFields {
    int status;
    int reasonStart;
    int reasonEnd;
    int date = HeadParser.NONE;

    Http1ResponseHead() {}

    /** 100 to 599. */
    public int status() {
        return status;
    }

    /** True when it says when it was made, and that passes on (RFC 9110 §6.6.1). */
    public boolean isDated() {
        return date != HeadParser.NONE && passes[date];
    }

    /** True for 1xx but 101: another head follows for the same request. */
    public boolean isInterim() {
        return status < 200 && status != 101;
    }

    /** Start of the reason phrase. */
    public int reasonStart() {
        return reasonStart;
    }

    /** End of the reason phrase; equal to its start when there is none. */
    public int reasonEnd() {
        return reasonEnd;
    }

    /**
     * The next field of that name.
     *
     * @param from the first field to look at, 0 for the first
     * @return its number, or -1
     */
    public int find(HeaderName name, int from) {
        for (int i = from; i < count; i++) {
            if (isNamed(i, name)) {
                return i;
            }
        }
        return -1;
    }
}
