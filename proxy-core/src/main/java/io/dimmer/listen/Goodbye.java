package io.dimmer.listen;

import io.dimmer.wire.timeout.Timeout;
import io.netty.buffer.ByteBuf;
import java.time.Duration;

/**
 * The end of a connection in order: sends what is left, ends our half, and throws away what still comes for a moment, so
 * that no reset overtakes the answer (RFC 9112 §9.6). Confined to its event loop.
 */
final class Goodbye extends Timeout {
    private final ClientLoop local;
    private final ClientChannel channel;
    private final Duration patience;
    private boolean inputEnded;
    private boolean sent;

    /**
     * Not begun yet.
     *
     * @param patience for what is left to be taken
     * @param inputEnded true when the client has closed its half before
     */
    Goodbye(ClientLoop local, ClientChannel channel, Duration patience, boolean inputEnded) {
        this.local = local;
        this.channel = channel;
        this.patience = patience;
        this.inputEnded = inputEnded;
    }

    void begin() {
        local.timeout(patience).start(this);
        channel.endOutput(this::sent);
        if (!inputEnded) {
            channel.read();
        }
    }

    private void sent() {
        sent = true;
        if (inputEnded) {
            channel.close();
        } else if (isRunning()) {
            local.linger().start(this);
        }
    }

    void arrived(ByteBuf bytes) {
        bytes.release();
        channel.read();
    }

    void inputClosed() {
        inputEnded = true;
        if (sent) {
            channel.close();
        }
    }

    @Override
    protected void expired() {
        channel.close();
    }
}
