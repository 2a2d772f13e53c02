package io.dimmer.listen;

import io.dimmer.exchange.Exchange;
import io.dimmer.exchange.Outcome;
import io.dimmer.wire.head.Http1RequestHead;
import io.netty.buffer.ByteBuf;

/**
 * What is done with the requests of one client connection, one after the other: the pipeline implements it. Called on
 * the connection's event loop. Each {@link #request} and each {@link #refused} is answered by one call of
 * {@link ClientConnection#finish} or {@link ClientConnection#abort}, then or later.
 */
public interface RequestHandler {
    /**
     * A request.
     *
     * @param head valid during this call only
     */
    void request(Http1RequestHead head, Exchange exchange);

    /**
     * A request that is not let in: its exchange has no head worth looking at.
     *
     * @param detail a sentence for people
     */
    void refused(Exchange exchange, Outcome why, String detail);

    /**
     * A piece of the body that was asked for, or of what a tunnel carries.
     *
     * @param bytes taken
     * @param last true when the request has ended
     */
    void body(ByteBuf bytes, boolean last);

    /** What has arrived and was asked for has been handed over: the moment to flush. */
    void burstEnded();

    /** More may be written again. */
    void writable();

    /** The client closed its half of a tunnel. */
    void inputEnded();

    /**
     * The exchange in hand cannot go on.
     *
     * @param detail a sentence for people
     */
    void failed(Outcome why, String detail);

    /** Asks the exchange in hand to leave as its protocol does that, if it is long-lived; others run on. */
    void leave();

    /** A bug of ours. */
    void crashed(Throwable cause);

    /** Makes the handler of a new connection. */
    @FunctionalInterface
    interface Factory {
        /** On the connection's event loop. */
        RequestHandler of(ClientConnection connection);
    }
}
