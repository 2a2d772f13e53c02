package io.dimmer.wire.head;

import io.netty.buffer.ByteBuf;

/** Reads the heads of answers. One for each event loop. A refusal is always {@code RESPONSE_INVALID}. */
@SuppressWarnings({"DoNotCallSuggester", "ObjectToString", "UnusedVariable"})
public final class ResponseHeadParser {
    private final Http1ResponseHead head = new Http1ResponseHead();

    /**
     * Looks for the head of an answer at the front of what arrived; as {@link RequestHeadParser#parse}.
     *
     * @param answerTo {@link Http1RequestHead#answerTo()} of the request
     */
    public ParseStatus parse(ByteBuf in, HeadLimits limits, int hint, AnswerTo answerTo) {
        throw new UnsupportedOperationException();
    }

    /** After {@code INCOMPLETE}: what to hand to the next call for this connection. */
    public int hint() {
        throw new UnsupportedOperationException();
    }

    /** After {@code COMPLETE}: the head, until the next call. */
    public Http1ResponseHead head() {
        return head;
    }

    /** After {@code REFUSED}: what was wrong, for the log. */
    public String detail() {
        throw new UnsupportedOperationException();
    }
}
