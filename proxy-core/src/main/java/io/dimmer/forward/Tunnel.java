package io.dimmer.forward;

import io.dimmer.upstream.connect.Lease;
import io.dimmer.upstream.connect.LeaseHolder;
import io.dimmer.wire.ClientStream;
import io.dimmer.wire.timeout.Timeout;
import io.dimmer.wire.timeout.TimeoutList;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Bytes both ways after an upgrade, each side only as fast as the other takes it; the end of one half is handed on and
 * the other half goes on. Without a byte in either direction for the idle time it ends, which is nobody's fault.
 * Confined to its event loop.
 */
final class Tunnel extends Timeout implements LeaseHolder {
    private final ClientStream client;
    private final Lease lease;
    private final TimeoutList idle;
    private final Attempt attempt;
    private @Nullable Farewell farewell;
    private boolean parted;
    private boolean unflushed;
    private boolean waitsForUpstream;
    private boolean waitsForClient;
    private boolean clientEnded;
    private boolean upstreamEnded;

    Tunnel(ClientStream client, Lease lease, TimeoutList idle, Attempt attempt) {
        this.client = client;
        this.lease = lease;
        this.idle = idle;
        this.attempt = attempt;
    }

    /** How it says goodbye; null when nothing is known of what it carries. */
    void farewell(@Nullable Farewell how) {
        farewell = how;
    }

    /** Asks it to leave; without a goodbye of its own it goes on, until it is cut. */
    void leave() {
        if (farewell != null) {
            farewell.ask();
        }
    }

    /** Begins, with what had arrived behind the head of the answer; taken. */
    void open(ByteBuf rest) {
        lease.holder(this);
        idle.start(this);
        if (rest.isReadable()) {
            received(rest);
        } else {
            rest.release();
            lease.read();
        }
        client.flush();
        client.readBody();
        flush();
    }

    void fromClient(ByteBuf bytes) {
        if (parted) {
            bytes.release();
            client.readBody();
            return;
        }
        idle.start(this);
        boolean answered = farewell != null && farewell.isAnswered(bytes);
        lease.write(bytes);
        unflushed = true;
        if (answered) {
            part();
        } else if (lease.isWritable()) {
            client.readBody();
        } else {
            waitsForUpstream = true;
        }
    }

    /** Both have said goodbye: whoever speaks for the server closes first (RFC 6455 §7.1.1). */
    private void part() {
        parted = true;
        flush();
        lease.endOutput();
        client.endOutput();
        if (farewell != null) {
            farewell.patience().start(this);
        }
        client.readBody();
    }

    void flush() {
        if (unflushed) {
            unflushed = false;
            lease.flush();
        }
    }

    @Override
    public void writable() {
        if (waitsForUpstream) {
            waitsForUpstream = false;
            client.readBody();
            flush();
        }
    }

    @Override
    public void received(ByteBuf bytes) {
        if (farewell != null && farewell.isOver()) {
            bytes.release();
            lease.read();
            return;
        }
        idle.start(this);
        if (farewell == null) {
            client.write(bytes);
        } else {
            farewell.toClient(bytes);
        }
        if (client.isWritable()) {
            lease.read();
        } else {
            waitsForClient = true;
        }
    }

    @Override
    public void burstEnded() {
        client.flush();
    }

    void clientWritable() {
        if (waitsForClient) {
            waitsForClient = false;
            lease.read();
        }
    }

    void clientEnded() {
        clientEnded = true;
        flush();
        lease.endOutput();
        closeWhenBothEnded();
    }

    @Override
    public void inputEnded() {
        upstreamEnded = true;
        client.flush();
        client.endOutput();
        closeWhenBothEnded();
    }

    private void closeWhenBothEnded() {
        if (clientEnded && upstreamEnded) {
            attempt.tunnelClosed();
        }
    }

    /** A WebSocket hears why it ends; whoever does not answer in time, and any other protocol, is just closed. */
    @Override
    protected void expired() {
        if (farewell == null || farewell.hasBegun()) {
            attempt.tunnelClosed();
            return;
        }
        farewell.ask();
        farewell.patience().start(this);
    }

    @Override
    public void outputClosed() {
        broken();
    }

    /** Who said goodbye before may break, for nothing of it is missing. */
    @Override
    public void broken() {
        if (upstreamEnded || isLeft()) {
            attempt.tunnelClosed();
        } else {
            attempt.broken();
        }
    }

    /** A WebSocket is over with a close frame, and with the end of one half, for it has none that go on alone. */
    private boolean isLeft() {
        return farewell != null && (clientEnded || farewell.isSaid());
    }

    @Override
    public void crashed(Throwable cause) {
        attempt.crashed(cause);
    }

    @Override
    public void connected() {
        throw new IllegalStateException("a tunnel is opened on a connection that is there");
    }

    @Override
    public void connectFailed() {
        throw new IllegalStateException("a tunnel is opened on a connection that is there");
    }
}
