package io.dimmer.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/** Puts what arrived in pieces together where it must be looked at in one piece: heads that no single read held. */
public final class Gathered {
    private Gathered() {}

    /**
     * Both, one after the other.
     *
     * @param kept what came before; taken
     * @param more what has come now; taken
     * @return a buffer that the caller owns
     */
    public static ByteBuf of(ByteBuf kept, ByteBuf more, ByteBufAllocator allocator) {
        int length = more.readableBytes();
        if (kept.refCnt() == 1 && !kept.isReadOnly() && kept.writableBytes() >= length) {
            kept.writeBytes(more);
            more.release();
            return kept;
        }
        // Twice the size, so that a head that arrives byte by byte is not copied for each of them.
        ByteBuf larger = allocator.directBuffer(2 * (kept.readableBytes() + length));
        larger.writeBytes(kept).writeBytes(more);
        kept.release();
        more.release();
        return larger;
    }
}
