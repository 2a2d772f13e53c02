package io.dimmer.listen;

import io.dimmer.wire.ClientPeer;
import io.dimmer.wire.ClientStream;
import io.dimmer.wire.LoopContext;
import io.netty.buffer.ByteBuf;

/** The part of a client's connection that only passes on what it is asked. Confined to its event loop. */
abstract class ClientSide implements ClientStream {
    final ClientLoop local;
    final ClientChannel channel;
    final ClientPeer peer;
    final Inbound inbound;

    ClientSide(ClientLoop local, ClientChannel channel, ClientPeer peer, Inbound inbound) {
        this.local = local;
        this.channel = channel;
        this.peer = peer;
        this.inbound = inbound;
    }

    @Override
    public final LoopContext loop() {
        return local.context();
    }

    @Override
    public final boolean isHttp11() {
        return inbound.isHttp11();
    }

    @Override
    public final boolean mayStay() {
        return inbound.keepsAlive() && inbound.isEnded() && !channel.isLeaving();
    }

    @Override
    public final ClientPeer peer() {
        return peer;
    }

    @Override
    public final int buffered() {
        return inbound.length();
    }

    @Override
    public final boolean isWritable() {
        return channel.isWritable();
    }

    @Override
    public final void write(ByteBuf bytes) {
        channel.write(bytes);
    }

    @Override
    public final void flush() {
        channel.flush();
    }

    @Override
    public final void endOutput() {
        channel.endOutput(() -> {});
    }
}
