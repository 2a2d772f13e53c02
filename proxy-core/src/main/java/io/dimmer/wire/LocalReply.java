package io.dimmer.wire;

import io.dimmer.exchange.Outcome;
import io.dimmer.exchange.RequestHead;
import io.dimmer.wire.head.HeadWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * An answer of our own: {@code application/problem+json} (RFC 9457), or plain text.
 *
 * @param outcome why; it has a status
 * @param detail a sentence for people; names no address and no version to strangers
 * @param requestId of the request
 * @param plainText true where the client prefers it
 * @param bodiless true for HEAD: the head of the answer alone
 * @param close true when the connection closes after it
 * @param retryAfterSeconds for the statuses 429 and 503, ignored for others
 */
@SuppressWarnings({"DoNotCallSuggester", "ObjectToString", "UnusedVariable"})
public record LocalReply(
        Outcome outcome,
        String detail,
        String requestId,
        boolean plainText,
        boolean bodiless,
        boolean close,
        int retryAfterSeconds) {
    /**
     * The whole answer as one buffer that the caller owns.
     *
     * @param moreFields field lines to add, line ends included; may be empty
     */
    public ByteBuf write(HeadWriter writer, byte[] moreFields, ByteBufAllocator allocator) {
        throw new UnsupportedOperationException();
    }

    /** True when the client's {@code Accept} puts {@code text/plain} before JSON (RFC 9110 §12.5.1). */
    public static boolean prefersPlainText(RequestHead head) {
        throw new UnsupportedOperationException();
    }
}
