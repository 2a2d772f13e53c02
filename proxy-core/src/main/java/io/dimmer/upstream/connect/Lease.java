package io.dimmer.upstream.connect;

import io.netty.buffer.ByteBuf;

/**
 * One stream's worth of an upstream, lent to one {@link LeaseHolder} until it is released. Confined to its event loop.
 *
 * <p>Bytes from the other side come only after {@link #read}, one buffer for each call.
 */
public interface Lease {
    /** False while the connection is being made; the holder then hears {@code connected} or {@code connectFailed}. */
    boolean isConnected();

    /** True when it served another exchange before: the other side may just be closing it. */
    boolean isReused();

    /** False when enough is waiting to be sent; the holder hears {@code writable} when that has gone. */
    boolean isWritable();

    /** Sends, at the next {@link #flush}; takes the buffer. */
    void write(ByteBuf bytes);

    /** Hands everything written to the kernel. */
    void flush();

    /** Asks for the next bytes. */
    void read();

    /** Closes our half: the other side sees the end of what we send. */
    void endOutput();

    /** Hands the lease on to another holder of the same exchange. */
    void holder(LeaseHolder next);

    /**
     * The other side said how long it keeps an idle connection.
     *
     * @param seconds 0 and more; it is given up a second earlier
     */
    void keepFor(long seconds);

    /** Where it leads, for the log. */
    String endpoint();

    /**
     * Gives it back, once; nothing is heard of it afterwards.
     *
     * @param clean true when request and answer both ended and nothing is left over: only then it may serve again
     */
    void release(boolean clean);
}
