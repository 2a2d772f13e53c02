package io.dimmer.listen;

import io.dimmer.exchange.Exchange;
import io.dimmer.exchange.Outcome;
import io.dimmer.listen.limit.Door;
import io.dimmer.listen.limit.Limit;
import io.dimmer.wire.ClientPeer;
import io.dimmer.wire.head.Http1RequestHead;
import io.dimmer.wire.head.ParseStatus;
import io.dimmer.wire.head.RequestHeadParser;
import io.netty.buffer.ByteBuf;

/**
 * One HTTP/1 connection of a client: finds the requests in what arrives, hands them over one at a time, and takes the
 * bytes of their answers. Confined to its event loop; between requests it holds no buffer.
 *
 * <p>While an exchange is in hand, bytes of the next request stay undecoded and reading stops. A client that closes its
 * half still gets its answer as long as bytes of it leave within a moment of each other: one that left for good looks
 * the same until we send.
 */
public final class ClientConnection extends ClientSide {
    private enum Phase {
        /** No request in hand; the beginning of one may have arrived. */
        IDLE,
        EXCHANGE,
        TUNNEL,
        CLOSED
    }

    private final Door door;
    private final RequestHandler handler;
    private final Patience patience;

    private Phase phase = Phase.IDLE;
    private long startNanos;
    private boolean begun;
    private boolean bodyWanted;
    private boolean driving;
    private boolean inputEnded;
    private boolean endTold;

    ClientConnection(ClientLoop local, ClientChannel channel, ClientPeer peer, Door door) {
        super(local, channel, peer, new Inbound(local.context(), door));
        this.door = door;
        this.patience = new Patience(local, door, this::nothingArrives, this::nothingLeaves);
        this.handler = local.handlerFor(this);
    }

    void open() {
        patience.forRequest(channel.isLeaving());
        askForMore();
    }

    /** Nothing is read from it: it is told why, and closed. */
    void turnAway(Limit why) {
        turnAway(why.outcome(), why.detail());
    }

    /** The same for another reason. */
    void turnAway(Outcome why, String detail) {
        inbound.unreadable();
        refuse(why, detail);
    }

    /** Bytes from the client; taken. */
    void arrived(ByteBuf bytes) {
        inbound.add(bytes);
        drive();
    }

    /** Goes on with what has arrived, as far as it goes. */
    private void drive() {
        if (driving) {
            return;
        }
        driving = true;
        try {
            boolean more = true;
            while (more) {
                more = step();
            }
        } finally {
            driving = false;
        }
        if (isInHand()) {
            handler.burstEnded();
        }
        askForMore();
    }

    /** One step; true when another may follow. */
    private boolean step() {
        return switch (phase) {
            case IDLE -> headStep();
            case EXCHANGE -> bodyStep();
            case TUNNEL -> tunnelStep();
            case CLOSED -> false;
        };
    }

    private boolean headStep() {
        boolean there = !inbound.isEmpty() && channel.isWritable();
        boolean head = there && readHead();
        if (!head && inputEnded && (there || inbound.isEmpty())) {
            leave();
        }
        return head;
    }

    /** True when there was a head, good or bad. */
    private boolean readHead() {
        RequestHeadParser parser = local.context().requests();
        ParseStatus status = inbound.readHead();
        switch (status) {
            case INCOMPLETE -> beginHead(parser.begun());
            case REFUSED -> refuse(parser.refusal(), parser.detail());
            case COMPLETE -> request(parser.head());
        }
        return status != ParseStatus.INCOMPLETE;
    }

    private void beginHead(boolean hasBegun) {
        if (hasBegun && !begun) {
            begun = true;
            startNanos = local.nanos();
            patience.forHead(startNanos);
        }
    }

    private void request(Http1RequestHead head) {
        Exchange exchange = Admission.exchange(head, peer, door.rules(), begin());
        Admission.Refusal refusal = Admission.refusal(head, exchange, door);
        if (refusal != null) {
            handler.refused(exchange, refusal.why(), refusal.detail());
        } else {
            graceIfLeft();
            handler.request(head, exchange);
            channel.leaveIfAsked(handler);
        }
    }

    /** A request that has no head worth looking at. */
    private void refuse(Outcome why, String detail) {
        handler.refused(Admission.unreadable(peer, begin()), why, detail);
    }

    /** An exchange begins; returns when its first byte arrived. */
    private long begin() {
        long now = local.nanos();
        long start = begun ? startNanos : now;
        patience.hasArrived();
        phase = Phase.EXCHANGE;
        begun = false;
        bodyWanted = false;
        return start;
    }

    private boolean bodyStep() {
        if (!inbound.isEnded() && inbound.isEmpty() && inputEnded) {
            handler.failed(Outcome.CLIENT_GONE, "The client left in the middle of its request");
        }
        if (inbound.isEnded() || inbound.isEmpty() || !bodyWanted) {
            return false;
        }
        Admission.Refusal problem = inbound.walk();
        if (problem != null) {
            handler.failed(problem.why(), problem.detail());
        } else {
            patience.hasArrived();
            bodyWanted = false;
            ByteBuf piece = inbound.takeBody();
            if (inbound.isEnded()) {
                patience.hasAll();
            }
            graceIfLeft();
            handler.body(piece, inbound.isEnded());
        }
        return true;
    }

    private void graceIfLeft() {
        if (inbound.isEnded() && inputEnded) {
            patience.forOneThatLeft();
        }
    }

    private boolean tunnelStep() {
        if (bodyWanted && !inbound.isEmpty()) {
            bodyWanted = false;
            handler.body(inbound.takeAll(), false);
            return true;
        }
        if (inputEnded && inbound.isEmpty() && !endTold) {
            endTold = true;
            handler.inputEnded();
        }
        return false;
    }

    private void askForMore() {
        boolean wanted = switch (phase) {
            case IDLE -> channel.isWritable();
            // After the request only to notice that the client leaves.
            case EXCHANGE -> inbound.isEnded() ? inbound.isEmpty() : bodyWanted;
            case TUNNEL -> bodyWanted;
            case CLOSED -> false;
        };
        if (wanted && !inputEnded) {
            channel.read();
        }
    }

    /**
     * The exchange in hand is over, its answer has been written and flushed.
     *
     * @param stays true when the client was told that the connection stays open
     */
    public void finish(boolean stays) {
        if (!isInHand()) {
            return;
        }
        patience.hasArrived();
        bodyWanted = false;
        boolean another = stays && inbound.isEnded() && phase == Phase.EXCHANGE;
        if (!another || (inputEnded && inbound.isEmpty())) {
            leave();
            return;
        }
        phase = Phase.IDLE;
        patience.forRequest(channel.isLeaving());
        if (!inbound.isEmpty() && !driving) {
            // Not in here: whoever ends an exchange must not find itself in the next one.
            local.context().loop().execute(this::drive);
        } else if (!driving) {
            askForMore();
        }
    }

    /** The exchange in hand is over in the middle of its answer: the client must notice that something is missing. */
    public void abort() {
        if (isInHand()) {
            phase = Phase.CLOSED;
            channel.reset();
        }
    }

    /** Sends what is left, and closes. */
    private void leave() {
        phase = Phase.CLOSED;
        patience.end();
        inbound.drop();
        channel.sayGoodbye(inputEnded);
    }

    /** The proxy stops, or the listener goes: whoever is idle has a moment left, what is long-lived says goodbye. */
    void goAway() {
        if (isInHand()) {
            handler.leave();
        } else if (phase == Phase.IDLE && !begun) {
            patience.forRequest(true);
        }
    }

    /** Ends the exchange in hand, or the connection; true when there was an exchange. */
    boolean cut(Outcome why, String detail) {
        if (isInHand()) {
            // Or the connection would go on with what its client has pipelined.
            inbound.last();
            handler.failed(why, detail);
            return true;
        }
        if (phase == Phase.IDLE) {
            leave();
        }
        return false;
    }

    boolean isInHand() {
        return phase == Phase.EXCHANGE || phase == Phase.TUNNEL;
    }

    void writabilityChanged(boolean writable) {
        if (phase != Phase.CLOSED) {
            patience.forTaking(!writable);
        }
        if (writable && isInHand()) {
            handler.writable();
        }
        drive();
    }

    /** The client closed its half. */
    void inputClosed() {
        inputEnded = true;
        if (phase == Phase.EXCHANGE && inbound.isEnded()) {
            patience.forOneThatLeft();
        } else {
            drive();
        }
    }

    /** A bug of ours; false when no exchange was in hand to answer for it. */
    boolean crashed(Throwable cause) {
        if (isInHand()) {
            handler.crashed(cause);
            return true;
        }
        return false;
    }

    /** The channel is closed. */
    void closed() {
        boolean gone = isInHand();
        phase = Phase.CLOSED;
        patience.end();
        inbound.drop();
        if (gone) {
            handler.failed(Outcome.CLIENT_GONE, "The client left");
        }
    }

    private void nothingArrives() {
        switch (phase) {
            case IDLE -> {
                if (begun) {
                    turnAway(patience.awaited());
                } else {
                    leave();
                }
            }
            case EXCHANGE -> {
                if (!inputEnded) {
                    handler.failed(
                            patience.awaited().outcome(), patience.awaited().detail());
                } else if (channel.hasWritten()) {
                    patience.forOneThatLeft();
                } else {
                    handler.failed(Outcome.CLIENT_GONE, "The client left");
                }
            }
            case TUNNEL, CLOSED -> {}
        }
    }

    private void nothingLeaves() {
        cut(Outcome.CLIENT_TIMEOUT, "The client does not take its answer");
        channel.close();
    }

    @Override
    public void readBody() {
        bodyWanted = true;
        if (inbound.isEmpty() && phase == Phase.EXCHANGE) {
            patience.forBody(inbound.payload(), inbound.isExpecting());
        }
        drive();
    }

    @Override
    public void becomeTunnel() {
        patience.hasArrived();
        phase = Phase.TUNNEL;
    }
}
