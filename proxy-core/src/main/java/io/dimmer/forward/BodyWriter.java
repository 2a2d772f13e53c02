package io.dimmer.forward;

import io.dimmer.wire.ClientStream;
import io.dimmer.wire.body.BodyFraming;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** Sends a head and a piece of a body to the client, as one buffer where they are small. Stateless. */
final class BodyWriter {
    private BodyWriter() {}

    /**
     * Sends.
     *
     * @param head null when it has been sent before; taken
     * @param in what the framing has just walked over; taken
     */
    static void write(@Nullable ByteBuf head, ByteBuf in, BodyFraming framing, ClientStream client) {
        int taken = framing.taken();
        ByteBuf body = in;
        if (framing.isVerbatim()) {
            in.writerIndex(in.readerIndex() + taken);
        } else {
            body = framing.rewritten(in, client.loop().allocator());
            in.release();
        }
        if (head != null && body.readableBytes() <= head.writableBytes()) {
            client.write(head.writeBytes(body));
            body.release();
            return;
        }
        if (head != null) {
            client.write(head);
        }
        if (body.isReadable()) {
            client.write(body);
        } else {
            body.release();
        }
    }
}
