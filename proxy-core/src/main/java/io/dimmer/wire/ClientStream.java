package io.dimmer.wire;

import io.netty.buffer.ByteBuf;

/**
 * The client's side of the exchange in hand, as the rest of the data plane sees it: an HTTP/1 connection now, a stream
 * of HTTP/2 later. Confined to its event loop.
 */
public interface ClientStream {
    /** Of the event loop that everything about this client happens on. */
    LoopContext loop();

    /** True when the request in hand came as HTTP/1.1. */
    boolean isHttp11();

    /**
     * True when the connection may serve another request after this one, as things stand: the client wishes it, nothing
     * is stopping, and the request has arrived in full.
     */
    boolean mayStay();

    /** The other end of the connection. */
    ClientPeer peer();

    /** Bytes that have arrived after the head and have not been asked for. */
    int buffered();

    /** Asks for more of the request's body, or of what a tunnel carries; one buffer comes for each call. */
    void readBody();

    /** False when enough is waiting to be sent. */
    boolean isWritable();

    /** Sends, at the next {@link #flush}; takes the buffer. */
    void write(ByteBuf bytes);

    /** Hands everything written to the kernel. */
    void flush();

    /** From now on bytes are no requests: they come as they are, after {@link #readBody}. */
    void becomeTunnel();

    /** Closes our half of a tunnel. */
    void endOutput();
}
