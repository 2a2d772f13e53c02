package io.dimmer.listen;

import io.dimmer.exchange.Outcome;
import io.dimmer.wire.Gathered;
import io.dimmer.wire.LoopContext;
import io.dimmer.wire.body.BodyFraming;
import io.dimmer.wire.head.BodyKind;
import io.dimmer.wire.head.HeadLimits;
import io.dimmer.wire.head.Http1RequestHead;
import io.dimmer.wire.head.ParseStatus;
import io.dimmer.wire.head.RequestHeadParser;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * What has arrived from a client and has not been taken, and what it is: the beginning of a head, a body, what follows
 * it. Holds a buffer only while there is something in it. Confined to its event loop.
 */
final class Inbound {
    private final LoopContext loop;
    private final BodyFraming framing = new BodyFraming();
    private @Nullable ByteBuf bytes;
    private int hint;
    private boolean http11;
    private boolean keepAlive;
    private boolean ended;

    Inbound(LoopContext loop) {
        this.loop = loop;
    }

    /** Adds what arrived; taken. */
    void add(ByteBuf more) {
        ByteBuf before = bytes;
        bytes = before == null ? more : Gathered.of(before, more, loop.allocator());
        dropIfRead();
    }

    boolean isEmpty() {
        return bytes == null;
    }

    int length() {
        ByteBuf all = bytes;
        return all == null ? 0 : all.readableBytes();
    }

    /** Looks for a head at the front; a complete one is passed over and its body begins. */
    ParseStatus readHead(HeadLimits limits) {
        RequestHeadParser parser = loop.requests();
        ParseStatus status = parser.parse(look(), limits, hint);
        hint = 0;
        switch (status) {
            case INCOMPLETE -> hint = parser.hint();
            case REFUSED -> unreadable();
            case COMPLETE -> {
                Http1RequestHead head = parser.head();
                http11 = head.isHttp11();
                keepAlive = head.keepAlive() && !head.isConnect();
                ended = head.bodyKind() == BodyKind.NONE;
                framing.begin(head);
                skip(head.length());
            }
        }
        return status;
    }

    /** What is here cannot be read as a request: nothing on this connection ever can again. */
    void unreadable() {
        hint = 0;
        http11 = true;
        keepAlive = false;
        ended = false;
    }

    /** Walks over what has arrived of the body; tells what is wrong with it, null when nothing is. */
    Admission.@Nullable Refusal walk(ClientRules rules) {
        framing.walk(look());
        if (framing.isInvalid()) {
            return new Admission.Refusal(Outcome.BAD_REQUEST, framing.detail());
        }
        return framing.payload() > rules.maxBody() ? Admission.tooLarge(rules) : null;
    }

    /** The piece of the body that was walked over; the caller owns it. */
    ByteBuf takeBody() {
        ended = framing.isEnded();
        if (framing.isVerbatim()) {
            return take(framing.taken());
        }
        ByteBuf piece = framing.rewritten(look(), loop.allocator());
        skip(framing.taken());
        return piece;
    }

    /** Everything; the caller owns it. */
    ByteBuf takeAll() {
        return take(length());
    }

    /** All of it is the buffer in which it arrived. */
    private ByteBuf take(int length) {
        ByteBuf all = look();
        if (length == all.readableBytes()) {
            bytes = null;
            return all;
        }
        return all.readRetainedSlice(length);
    }

    private void skip(int length) {
        look().skipBytes(length);
        dropIfRead();
    }

    private ByteBuf look() {
        ByteBuf all = bytes;
        if (all == null) {
            throw new IllegalStateException("nothing has arrived");
        }
        return all;
    }

    private void dropIfRead() {
        if (!look().isReadable()) {
            drop();
        }
    }

    void drop() {
        ByteBuf all = bytes;
        bytes = null;
        if (all != null) {
            all.release();
        }
    }

    /** The request in hand came as HTTP/1.1. */
    boolean isHttp11() {
        return http11;
    }

    /** The client wishes to keep the connection after the request in hand. */
    boolean keepsAlive() {
        return keepAlive;
    }

    /** The request in hand has been taken in full. */
    boolean isEnded() {
        return ended;
    }
}
