package io.dimmer.wire.body;

import io.netty.buffer.ByteBuf;

/** The last four bytes of something that comes in pieces, the newest lowest; 0 stands for none. Stateless. */
final class Tail {
    private Tail() {}

    /** The tail after some more bytes, from one index up to another. */
    static int after(int tail, ByteBuf in, int from, int to) {
        int next = tail;
        for (int at = Math.max(from, to - Integer.BYTES); at < to; at++) {
            next = next << Byte.SIZE | (in.getByte(at) & 0xFF);
        }
        return next;
    }
}
