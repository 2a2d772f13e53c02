package io.dimmer.forward;

import io.dimmer.exchange.Exchange;
import io.dimmer.wire.ClientStream;
import io.dimmer.wire.LoopContext;
import io.dimmer.wire.head.HeadWriter;
import io.dimmer.wire.head.HeaderNames;
import io.dimmer.wire.head.Http1ResponseHead;
import io.netty.buffer.ByteBuf;

/**
 * The head that a client gets: what the upstream sent, without what does not pass, with what we say. An upstream cannot
 * speak for us: its own {@code X-Dimmer-*} fields do not pass, also when it is another Dimmer. Stateless.
 */
final class AnswerHead {
    static final int SWITCHING = 101;

    private AnswerHead() {}

    /**
     * Writes the final head.
     *
     * @param stays true when the client's connection may serve another request
     * @param room for bytes of the body behind it
     * @return a buffer that the caller owns
     */
    static ByteBuf write(
            Http1ResponseHead head,
            Exchange exchange,
            ServiceFields fields,
            RequestId id,
            ClientStream client,
            boolean stays,
            int room) {
        head.drop(HeaderNames.X_REQUEST_ID);
        LoopContext loop = client.loop();
        HeadWriter writer = loop.writer().begin().answer(head, client.isHttp11());
        if (!head.isDated()) {
            writer.raw(loop.date());
        }
        id.writeField(writer);
        if (fields.isExposed(exchange)) {
            writer.raw(fields.toClient(exchange)).raw(fields.key(exchange));
        }
        if (exchange.isForceCookieStale()) {
            writer.raw(fields.clearCookie());
        }
        if (head.isUpgrade() && client.isHttp11()) {
            writer.upgrade(head);
        }
        if (head.status() == SWITCHING) {
            // The connection is the other protocol's from here on.
            return finish(writer, loop, room);
        }
        if (!stays) {
            writer.close();
        } else if (!client.isHttp11()) {
            writer.keepAlive();
        }
        return finish(writer, loop, room);
    }

    private static ByteBuf finish(HeadWriter writer, LoopContext loop, int room) {
        writer.endLine();
        return writer.copyInto(loop.buffer(writer.length() + room));
    }

    /** Writes the head of an interim answer (RFC 9110 §15.2), which another head follows. */
    static ByteBuf interim(Http1ResponseHead head, LoopContext loop) {
        return loop.writer().begin().answer(head, true).finish(loop.allocator(), 0);
    }
}
