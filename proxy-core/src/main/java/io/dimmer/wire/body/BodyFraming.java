package io.dimmer.wire.body;

import io.dimmer.wire.head.BodyKind;
import io.dimmer.wire.head.Http1RequestHead;
import io.dimmer.wire.head.Http1ResponseHead;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/**
 * Finds the end of a body in what arrives, and what of it may be handed on. One for each direction of a connection,
 * begun anew for each message; confined to its event loop. Costs a few fields, and nothing for a byte of payload.
 *
 * <p>For each buffer: {@link #walk}; when {@link #isInvalid}, stop; else hand on {@link #taken} bytes, as they are when
 * {@link #isVerbatim}, else what {@link #rewritten} makes of them. What is left in the buffer belongs to the next
 * message. When {@link #isEnded} nothing more belongs to this one.
 */
public final class BodyFraming {
    private BodyKind kind = BodyKind.NONE;
    private @Nullable ChunkWalk chunks;
    private long remaining;
    private long payload;
    private int taken;
    private boolean watched;
    private int tail;

    /** Begins the body of a request. */
    public void begin(Http1RequestHead head) {
        begin(head.bodyKind(), head.bodyLength(), false, head.keepsTrailers());
    }

    /**
     * Begins the body of an answer.
     *
     * @param http11 false for a client that does not know chunks, which gets them decoded
     */
    public void begin(Http1ResponseHead head, boolean http11) {
        begin(head.bodyKind(), head.bodyLength(), !http11, head.keepsTrailers());
    }

    /**
     * Begins a message.
     *
     * @param length bytes of the body for {@link BodyKind#LENGTH}
     * @param decode true to hand on the payload of chunks without their framing, for a client of HTTP/1.0
     * @param keepTrailers false to drop all trailer fields
     */
    public void begin(BodyKind bodyKind, long length, boolean decode, boolean keepTrailers) {
        kind = bodyKind;
        remaining = length;
        payload = 0;
        taken = 0;
        watched = false;
        tail = 0;
        if (bodyKind == BodyKind.CHUNKED) {
            if (chunks == null) {
                chunks = new ChunkWalk();
            }
            chunks.begin(decode, keepTrailers);
        }
    }

    /** Walks over what arrived, once. The reader index stays where it is. */
    public void walk(ByteBuf in) {
        int readable = in.readableBytes();
        switch (kind) {
            case NONE -> taken = 0;
            case LENGTH -> {
                taken = (int) Math.min(remaining, readable);
                remaining -= taken;
                payload += taken;
            }
            case CHUNKED -> {
                payload += walker().walk(in);
                taken = walker().taken();
            }
            case UNTIL_CLOSE -> {
                taken = readable;
                payload += readable;
                if (watched) {
                    tail = Tail.after(tail, in, in.readerIndex(), in.writerIndex());
                }
            }
        }
    }

    /** Bytes of the last buffer, from its reader index, that belong to this message. */
    public int taken() {
        return taken;
    }

    /** True when those bytes may be handed on as they are. */
    public boolean isVerbatim() {
        return kind != BodyKind.CHUNKED || walker().isVerbatim();
    }

    /**
     * What to hand on in place of {@link #taken} bytes of the buffer just walked, where they are not verbatim: without
     * chunk extensions (RFC 9112 §7.1.1) and forbidden trailer fields (RFC 9110 §6.5.1), or decoded. Call it once a
     * walk, before the reader index moves.
     *
     * @return a buffer that the caller owns, possibly empty
     */
    public ByteBuf rewritten(ByteBuf in, ByteBufAllocator allocator) {
        if (kind != BodyKind.CHUNKED) {
            return in.retainedSlice(in.readerIndex(), taken);
        }
        ByteBuf out = allocator.directBuffer(walker().keptBound());
        walker().writeKept(in, out);
        return out;
    }

    /** True when the message is over. */
    public boolean isEnded() {
        return switch (kind) {
            case NONE -> true;
            case LENGTH -> remaining == 0;
            case CHUNKED -> walker().isEnded();
            case UNTIL_CLOSE -> false;
        };
    }

    /** True when the message is over if the connection closes now; false then means that it was cut short. */
    public boolean endsAtClose() {
        return kind == BodyKind.UNTIL_CLOSE || isEnded();
    }

    /** True when the framing is broken: nothing of this buffer may be handed on, the connection cannot go on. */
    public boolean isInvalid() {
        return kind == BodyKind.CHUNKED && walker().isInvalid();
    }

    /** After {@link #isInvalid}: what was wrong, a sentence for people that holds nothing of the message. */
    public String detail() {
        return walker().detail();
    }

    /** Bytes of payload so far, framing not counted. */
    public long payload() {
        return payload;
    }

    /** From now on the last bytes of the payload are remembered, where the message could end before its time. */
    public void watchTail() {
        watched = true;
        if (kind == BodyKind.CHUNKED) {
            walker().watch();
        }
    }

    /** The last four bytes of payload, the newest lowest; 0 stands for none. After {@link #watchTail}. */
    public int tail() {
        return kind == BodyKind.CHUNKED ? walker().tail() : tail;
    }

    /** True when the message could end here: between two chunks, or where closing is what ends it. */
    public boolean mayEndHere() {
        return kind == BodyKind.UNTIL_CLOSE || (kind == BodyKind.CHUNKED && walker().isBetweenChunks());
    }

    /** True for a message in chunks. */
    public boolean isChunked() {
        return kind == BodyKind.CHUNKED;
    }

    private ChunkWalk walker() {
        if (chunks == null) {
            throw new IllegalStateException("the body is not in chunks: " + kind);
        }
        return chunks;
    }
}
