package io.dimmer.wire.body;

import io.dimmer.wire.head.BodyKind;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * Finds the end of a body in what arrives, and what of it may be handed on. One for each direction of a connection,
 * begun anew for each message; confined to its event loop.
 *
 * <p>For each buffer: {@link #walk}; when {@link #isInvalid}, stop; else hand on {@link #taken} bytes, as they are when
 * {@link #isVerbatim}, else what {@link #rewritten} makes of them. What is left in the buffer belongs to the next
 * message. When {@link #isEnded} nothing more belongs to this one.
 */
@SuppressWarnings({"DoNotCallSuggester", "ObjectToString", "UnusedVariable"})
public final class BodyFraming {
    /**
     * Begins a message.
     *
     * @param length bytes of the body for {@link BodyKind#LENGTH}
     * @param decode true to hand on the payload of chunks without their framing, for a client of HTTP/1.0
     * @param keepTrailers false to drop all trailer fields
     */
    public void begin(BodyKind kind, long length, boolean decode, boolean keepTrailers) {
        throw new UnsupportedOperationException();
    }

    /** Walks over what arrived, once. The reader index stays where it is. */
    public void walk(ByteBuf in) {
        throw new UnsupportedOperationException();
    }

    /** Bytes of the last buffer, from its reader index, that belong to this message. */
    public int taken() {
        throw new UnsupportedOperationException();
    }

    /** True when those bytes may be handed on as they are. */
    public boolean isVerbatim() {
        throw new UnsupportedOperationException();
    }

    /**
     * What to hand on in place of {@link #taken} bytes of the buffer just walked, where they are not verbatim: without
     * chunk extensions (RFC 9112 §7.1.1) and forbidden trailer fields (RFC 9110 §6.5.1), or decoded.
     *
     * @return a buffer that the caller owns, possibly empty
     */
    public ByteBuf rewritten(ByteBuf in, ByteBufAllocator allocator) {
        throw new UnsupportedOperationException();
    }

    /** True when the message is over. */
    public boolean isEnded() {
        throw new UnsupportedOperationException();
    }

    /** True when the message is over if the connection closes now; false then means that it was cut short. */
    public boolean endsAtClose() {
        throw new UnsupportedOperationException();
    }

    /** True when the framing is broken: nothing of this buffer may be handed on, the connection cannot go on. */
    public boolean isInvalid() {
        throw new UnsupportedOperationException();
    }

    /** After {@link #isInvalid}: what was wrong, a sentence for people that holds nothing of the message. */
    public String detail() {
        throw new UnsupportedOperationException();
    }

    /** Bytes of payload so far, framing not counted. */
    public long payload() {
        throw new UnsupportedOperationException();
    }
}
