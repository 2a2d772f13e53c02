package io.dimmer.upstream.connect;

import io.netty.buffer.ByteBuf;

/** Who has a {@link Lease}. Called on its event loop; a call may release the lease. */
public interface LeaseHolder {
    /** The connection that was being made is there. */
    void connected();

    /** The connection could not be made; the lease is gone. */
    void connectFailed();

    /** Bytes that were asked for; the holder owns them. */
    void received(ByteBuf bytes);

    /** What has arrived for now has been handed over: the moment to flush. */
    void burstEnded();

    /** More may be written again. */
    void writable();

    /** The other side takes no more, though an answer may still come. */
    void outputClosed();

    /** The other side closed in order: nothing more comes. */
    void inputEnded();

    /** The connection broke. */
    void broken();

    /** The holder itself threw this. */
    void crashed(Throwable cause);
}
