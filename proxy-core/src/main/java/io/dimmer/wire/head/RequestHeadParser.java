package io.dimmer.wire.head;

import io.dimmer.exchange.Outcome;
import io.netty.buffer.ByteBuf;

/** Reads request heads. One for each event loop, never for each connection. */
@SuppressWarnings({"DoNotCallSuggester", "ObjectToString", "UnusedVariable"})
public final class RequestHeadParser {
    private final Http1RequestHead head = new Http1RequestHead();

    /**
     * Looks for a request head at the front of what arrived. The reader index stays where it is: the caller skips
     * {@link Http1RequestHead#length()} bytes of a complete head.
     *
     * @param in everything of this connection that has not been taken yet
     * @param hint what {@link #hint()} said after this connection's last call that was {@code INCOMPLETE}, else 0; it
     *     keeps a head that arrives byte by byte from being read again from its start each time
     */
    public ParseStatus parse(ByteBuf in, HeadLimits limits, int hint) {
        throw new UnsupportedOperationException();
    }

    /** After {@code INCOMPLETE}: what to hand to the next call for this connection. */
    public int hint() {
        throw new UnsupportedOperationException();
    }

    /** After {@code INCOMPLETE}: false while nothing but an empty line has arrived, so that no request has begun. */
    public boolean begun() {
        throw new UnsupportedOperationException();
    }

    /** After {@code COMPLETE}: the head, until the next call. */
    public Http1RequestHead head() {
        return head;
    }

    /** After {@code REFUSED}: {@code BAD_REQUEST}, {@code URI_TOO_LONG} or {@code HEADERS_TOO_LARGE}. */
    public Outcome refusal() {
        throw new UnsupportedOperationException();
    }

    /** After {@code REFUSED}: what was wrong, a sentence for people that holds nothing of the request. */
    public String detail() {
        throw new UnsupportedOperationException();
    }
}
