package io.dimmer.forward;

import io.dimmer.exchange.Exchange;
import io.dimmer.exchange.Outcome;
import io.dimmer.wire.ClientStream;
import io.dimmer.wire.Gathered;
import io.dimmer.wire.LoopContext;
import io.dimmer.wire.body.BodyFraming;
import io.dimmer.wire.head.AnswerTo;
import io.dimmer.wire.head.BodyKind;
import io.dimmer.wire.head.HeadLimits;
import io.dimmer.wire.head.Http1RequestHead;
import io.dimmer.wire.head.Http1ResponseHead;
import io.dimmer.wire.head.ParseStatus;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * What comes from the upstream: heads put together from pieces, then the body, relayed to the client as fast as that
 * takes it. Kept by its attempt and used again; between answers it holds no buffer. Confined to its event loop.
 */
final class Answer {
    /** Bytes of a body that are copied behind their head, so that small messages are one buffer and one write. */
    static final int COPY_LIMIT = 8 * 1024;

    /** Interim heads of one answer; more of them is a flood. */
    private static final int MAX_INTERIM = 64;

    private static final int SERVER_ERROR = 500;

    private final Attempt attempt;
    private final ClientStream client;
    private final RequestId id;
    private final BodyFraming framing = new BodyFraming();
    private AnswerTo answerTo = AnswerTo.OTHER;
    private int offered;
    private @Nullable ByteBuf partial;
    private int hint;
    private int status;
    private int interims;
    private boolean headSeen;
    private boolean sent;
    private boolean unflushed;
    private boolean paused;
    private boolean clientStays;
    private boolean upstreamStays;
    private boolean events;

    Answer(Attempt attempt, ClientStream client, RequestId id) {
        this.attempt = attempt;
        this.client = client;
        this.id = id;
    }

    /** Begins an answer to that request. */
    void begin(Http1RequestHead request) {
        answerTo = request.answerTo();
        offered = request.upgradeHash();
        hint = 0;
        status = 0;
        interims = 0;
        headSeen = false;
        sent = false;
        unflushed = false;
        paused = false;
        events = false;
    }

    /** The final head has arrived. */
    boolean isHeadSeen() {
        return headSeen;
    }

    /** Bytes of the final answer have been sent to the client. */
    boolean isSent() {
        return sent;
    }

    /** Nothing is asked of the upstream, for the client does not take what is there. */
    boolean isPaused() {
        return paused;
    }

    /** The answer would be whole if the connection closed now. */
    boolean endsAtClose() {
        return framing.endsAtClose();
    }

    /** How the exchange ends when its answer ends in order. */
    Outcome outcome() {
        return status >= SERVER_ERROR ? Outcome.UPSTREAM_ERROR : Outcome.ANSWERED;
    }

    /** The client was told that its connection stays open. */
    boolean clientStays() {
        return clientStays;
    }

    /** The upstream's connection may serve again. */
    boolean upstreamStays() {
        return upstreamStays;
    }

    /** Bytes from the upstream; taken. */
    void received(ByteBuf bytes) {
        if (headSeen) {
            relay(null, bytes);
            return;
        }
        ByteBuf before = partial;
        partial = null;
        ByteBuf all = before == null ? bytes : Gathered.of(before, bytes, loop().allocator());
        boolean another = true;
        while (another) {
            another = readHead(all);
        }
    }

    /** Reads one head; true when it was an interim one and more has arrived behind it. */
    private boolean readHead(ByteBuf all) {
        ParseStatus read = loop().answers().parse(all, HeadLimits.ANSWERS, hint, answerTo);
        hint = 0;
        switch (read) {
            case INCOMPLETE -> {
                hint = loop().answers().hint();
                partial = all;
                attempt.readMore();
            }
            case REFUSED -> {
                all.release();
                attempt.fail(Outcome.RESPONSE_INVALID);
            }
            case COMPLETE -> {
                Http1ResponseHead head = loop().answers().head();
                all.skipBytes(head.length());
                if (head.isInterim()) {
                    return interim(head, all);
                }
                finalHead(head, all);
            }
        }
        return false;
    }

    private boolean interim(Http1ResponseHead head, ByteBuf rest) {
        if (++interims > MAX_INTERIM) {
            rest.release();
            attempt.fail(Outcome.RESPONSE_INVALID);
            return false;
        }
        if (client.isHttp11()) {
            client.write(AnswerHead.interim(head, loop()));
            unflushed = true;
        }
        if (rest.isReadable()) {
            return true;
        }
        rest.release();
        attempt.readMore();
        return false;
    }

    private void finalHead(Http1ResponseHead head, ByteBuf rest) {
        boolean switching = head.status() == AnswerHead.SWITCHING;
        if (switching && (!attempt.isRequestEnded() || head.upgradeHash() != offered)) {
            rest.release();
            attempt.fail(Outcome.RESPONSE_INVALID);
            return;
        }
        headSeen = true;
        status = head.status();
        // Held where clear() finds it, for listeners are called here.
        partial = rest;
        Exchange exchange = attempt.answered(head, switching);
        decide(head);
        int room = Math.min(rest.readableBytes(), COPY_LIMIT);
        boolean webSocket = switching && HeadFacts.isWebSocket(head);
        events = !switching && exchange.isStream() && !HeadFacts.isEncoded(head);
        ByteBuf out = AnswerHead.write(head, exchange, attempt.destination().fields(), id, client, clientStays, room);
        partial = null;
        if (switching) {
            sent = true;
            attempt.openTunnel(out, rest, webSocket);
        } else {
            framing.begin(head, client.isHttp11());
            if (events) {
                framing.watchTail();
            }
            relay(out, rest);
        }
    }

    /** Whether the two connections may serve again. */
    private void decide(Http1ResponseHead head) {
        boolean untilClose = head.bodyKind() == BodyKind.UNTIL_CLOSE;
        boolean decoded = head.bodyKind() == BodyKind.CHUNKED && !client.isHttp11();
        clientStays = !untilClose && !decoded && client.mayStay();
        upstreamStays = head.keepAlive() && !untilClose;
    }

    /** Relays what has arrived of the body, behind the head where that has not been sent. */
    private void relay(@Nullable ByteBuf head, ByteBuf in) {
        framing.walk(in);
        if (framing.isInvalid()) {
            if (head != null) {
                head.release();
            }
            in.release();
            attempt.fail(Outcome.RESPONSE_INVALID);
            return;
        }
        boolean surplus = in.readableBytes() > framing.taken();
        sent = true;
        unflushed = true;
        BodyWriter.write(head, in, framing, client);
        if (framing.isEnded()) {
            attempt.complete(surplus);
        } else if (attempt.isLeaving() && mayLeave()) {
            leave();
        } else if (client.isWritable()) {
            attempt.readMoreBody();
        } else {
            paused = true;
        }
    }

    /** True for a stream of events that is between two of them. */
    boolean mayLeave() {
        return events && sent && !framing.isEnded() && EventStream.mayEnd(framing);
    }

    /** Ends the stream of events before its time, in order. */
    void leave() {
        if (client.isHttp11() && framing.isChunked()) {
            client.write(Unpooled.wrappedBuffer(EventStream.lastChunk()));
        }
        attempt.complete(true);
    }

    /** The client takes more again. */
    void clientWritable() {
        if (paused) {
            paused = false;
            attempt.readMoreBody();
        }
    }

    /** Bytes of its body so far, framing not counted. */
    long payload() {
        return headSeen && status != AnswerHead.SWITCHING ? framing.payload() : 0;
    }

    void flush() {
        if (unflushed) {
            unflushed = false;
            client.flush();
        }
    }

    /** Drops what is held. */
    void clear() {
        ByteBuf kept = partial;
        partial = null;
        if (kept != null) {
            kept.release();
        }
    }

    private LoopContext loop() {
        return client.loop();
    }
}
