package io.dimmer.listen;

import io.dimmer.exchange.Outcome;
import io.dimmer.listen.limit.Door;
import io.dimmer.listen.limit.Limit;
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
    private final Door door;
    private final BodyFraming framing = new BodyFraming();
    private @Nullable ByteBuf bytes;
    private int hint;
    private int requests;
    private boolean http11;
    private boolean keepAlive;
    private boolean ended;
    private boolean expecting;

    Inbound(LoopContext loop, Door door) {
        this.loop = loop;
        this.door = door;
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
    ParseStatus readHead() {
        RequestHeadParser parser = loop.requests();
        HeadLimits limits = door.rules().heads();
        ParseStatus status = parser.parse(look(), limits, hint);
        hint = 0;
        switch (status) {
            case INCOMPLETE -> hint = parser.hint();
            case REFUSED -> {
                unreadable();
                tell(parser.refusal(), parser.head().fieldCount() >= limits.maxFieldCount());
            }
            case COMPLETE -> {
                Http1RequestHead head = parser.head();
                http11 = head.isHttp11();
                keepAlive = head.keepAlive() && !head.isConnect() && !wasLast();
                expecting = head.expectsContinue();
                ended = head.bodyKind() == BodyKind.NONE;
                framing.begin(head);
                skip(head.length());
            }
        }
        return status;
    }

    /** True for the last request that this connection may bring. */
    private boolean wasLast() {
        requests++;
        boolean last = requests >= door.rules().requestsPerConnection();
        if (last) {
            door.met(Limit.REQUESTS_PER_CONNECTION);
        }
        return last;
    }

    /** A head was refused: which limit it met, if it was one. */
    private void tell(Outcome refusal, boolean many) {
        if (refusal == Outcome.URI_TOO_LONG) {
            door.met(Limit.MAX_REQUEST_LINE);
        } else if (refusal == Outcome.HEADERS_TOO_LARGE) {
            door.met(many ? Limit.MAX_HEADER_COUNT : Limit.MAX_HEADER_BYTES);
        }
    }

    /** The request in hand is the last of its connection. */
    void last() {
        keepAlive = false;
    }

    /** What is here cannot be read as a request: nothing on this connection ever can again. */
    void unreadable() {
        hint = 0;
        http11 = true;
        keepAlive = false;
        ended = false;
    }

    /** Walks over what has arrived of the body; tells what is wrong with it, null when nothing is. */
    Admission.@Nullable Refusal walk() {
        framing.walk(look());
        if (framing.isInvalid()) {
            return new Admission.Refusal(Outcome.BAD_REQUEST, framing.detail());
        }
        return framing.payload() > door.rules().maxBody() ? Admission.tooLarge(door) : null;
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

    /** Bytes of the body so far. */
    long payload() {
        return framing.payload();
    }

    /** The client of the request in hand may wait for 100 before it sends its body. */
    boolean isExpecting() {
        return expecting;
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
