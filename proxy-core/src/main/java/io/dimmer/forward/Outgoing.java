package io.dimmer.forward;

import io.dimmer.upstream.connect.Lease;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * What goes to the upstream: the head, with the first bytes of the body in the same buffer where they are here already,
 * then the body as it comes. Kept by its attempt and used again. Confined to its event loop.
 */
final class Outgoing {
    private @Nullable ByteBuf introduction;
    private @Nullable ByteBuf head;
    private boolean headSent;
    private boolean ended;
    private boolean resendable;
    private boolean closed;
    private boolean unflushed;

    /**
     * Begins a request.
     *
     * @param before what the connection begins with, null for nothing; taken
     * @param written its head; taken
     * @param bodiless true when nothing follows the head
     * @param mayResend true when it may be sent a second time
     */
    void begin(@Nullable ByteBuf before, ByteBuf written, boolean bodiless, boolean mayResend) {
        introduction = before;
        head = written;
        headSent = false;
        ended = bodiless;
        resendable = mayResend;
        closed = false;
        unflushed = false;
    }

    /** Sends the head unless the body did. */
    void sendHead(Lease lease) {
        ByteBuf written = head;
        if (headSent || written == null) {
            return;
        }
        headSent = true;
        unflushed = true;
        ByteBuf before = introduction;
        if (before != null) {
            introduction = null;
            lease.write(before);
        }
        if (resendable && lease.isReused()) {
            lease.write(written.retain());
        } else {
            head = null;
            lease.write(written);
        }
    }

    /** Sends a piece of the body; taken. */
    void body(ByteBuf bytes, boolean last, Lease lease) {
        ended = last;
        unflushed = true;
        ByteBuf written = headSent ? null : head;
        if (written != null && bytes.readableBytes() <= written.writableBytes()) {
            written.writeBytes(bytes);
            bytes.release();
            sendHead(lease);
        } else {
            sendHead(lease);
            lease.write(bytes);
        }
    }

    void flush(Lease lease) {
        if (unflushed) {
            unflushed = false;
            lease.flush();
        }
    }

    /** True when the request has been handed over in full. */
    boolean isEnded() {
        return ended;
    }

    /** The upstream takes no more of it. */
    void close() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }

    /** An answer has begun: it will not be sent again. */
    void answerBegan() {
        ByteBuf kept = head;
        if (kept != null && headSent) {
            head = null;
            kept.release();
        }
    }

    /** True while nothing came back for a request that may be sent again. */
    boolean mayResend() {
        return headSent && head != null;
    }

    /** Makes ready to send it again. */
    void rewind() {
        headSent = false;
        resendable = false;
        if (head != null) {
            head.readerIndex(0);
        }
    }

    /** Drops what is held. */
    void clear() {
        ByteBuf before = introduction;
        introduction = null;
        if (before != null) {
            before.release();
        }
        ByteBuf kept = head;
        head = null;
        if (kept != null) {
            kept.release();
        }
    }
}
