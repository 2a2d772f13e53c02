package io.dimmer.wire.websocket;

import io.netty.buffer.ByteBuf;

/**
 * Finds the ends of WebSocket frames (RFC 6455 §5.2) in one direction of a connection, whatever pieces they come in.
 * Reads heads of frames only, changes nothing, and judges nothing. Confined to its event loop.
 */
public final class FrameWalk {
    /** What {@link #next} returns when a frame goes on. */
    public static final int NONE = -1;

    private static final int SHORT_HEAD = 2;
    private static final int MASK_LENGTH = 4;
    private static final int MASKED = 0x80;
    private static final int LENGTH_BITS = 0x7F;
    private static final int TWO_BYTES = 126;
    private static final int EIGHT_BYTES = 127;
    private static final int OPCODE_BITS = 0x0F;
    private static final int CLOSE = 8;

    private int headSeen;
    private int headLength = SHORT_HEAD;
    private int extended;
    private int opcode;
    private long length;
    private boolean lost;

    /**
     * Walks to the end of the frame that has begun or begins here.
     *
     * @param from index of the first byte that was not walked over
     * @return the index behind the frame, or {@link #NONE} when all of the buffer belongs to it and it goes on
     */
    public int next(ByteBuf in, int from) {
        int end = in.writerIndex();
        int at = from;
        while (at < end && headSeen < headLength) {
            head(in.getByte(at++));
        }
        if (headSeen < headLength) {
            return NONE;
        }
        long data = Math.min(length, end - at);
        length -= data;
        if (length > 0 || lost) {
            return NONE;
        }
        headSeen = 0;
        headLength = SHORT_HEAD;
        return at + (int) data;
    }

    private void head(byte b) {
        if (headSeen == 0) {
            opcode = b & OPCODE_BITS;
        } else if (headSeen == 1) {
            int said = b & LENGTH_BITS;
            extended = said == EIGHT_BYTES ? Long.BYTES : said == TWO_BYTES ? Short.BYTES : 0;
            headLength = SHORT_HEAD + extended + ((b & MASKED) == 0 ? 0 : MASK_LENGTH);
            length = extended == 0 ? said : 0;
        } else if (headSeen < SHORT_HEAD + extended) {
            length = length << Byte.SIZE | (b & 0xFF);
            // The most significant bit must be 0: this is no length, and no end of a frame is ever found again.
            lost |= length < 0;
        }
        headSeen++;
    }

    /** True between two frames, where a frame of somebody else may stand. */
    public boolean isBetween() {
        return headSeen == 0 && !lost;
    }

    /** After {@link #next} has found the end of a frame: it was a close frame (RFC 6455 §5.5.1). */
    public boolean wasClose() {
        return opcode == CLOSE;
    }
}
