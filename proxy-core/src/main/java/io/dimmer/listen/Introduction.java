package io.dimmer.listen;

import io.dimmer.listen.limit.Door;
import io.dimmer.listen.limit.Limit;
import io.dimmer.wire.ClientPeer;
import io.dimmer.wire.timeout.Timeout;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.haproxy.HAProxyCommand;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import io.netty.handler.codec.haproxy.HAProxyProxiedProtocol.TransportProtocol;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * The header of the PROXY protocol, version 1 or 2, with which a connection from a balancer must begin: it tells who the
 * client is. Confined to its event loop.
 */
final class Introduction extends Timeout {
    /** For who does not begin with one. */
    static final String MISSING = "The connection does not begin with a header of the PROXY protocol";

    private final ClientLoop local;
    private final Door door;
    private final InetSocketAddress remote;
    private final InetSocketAddress here;
    private final HAProxyMessageDecoder decoder = new HAProxyMessageDecoder();
    private @Nullable ChannelHandlerContext context;

    Introduction(ClientLoop local, Door door, InetSocketAddress remote, InetSocketAddress here) {
        this.local = local;
        this.door = door;
        this.remote = remote;
        this.here = here;
    }

    /** Waits for it; it comes to the handler of that context as a message, or as an error of decoding. */
    Introduction await(ChannelHandlerContext ctx) {
        context = ctx;
        ctx.pipeline().addBefore(ctx.name(), null, decoder);
        local.timeout(door.rules().headerTimeout()).start(this);
        ctx.read();
        return this;
    }

    /** Who it says is there; without addresses of TCP in it, who really is. The header is released. */
    ClientPeer peer(HAProxyMessage header) {
        stop();
        try {
            boolean proxied = header.command() == HAProxyCommand.PROXY
                    && header.proxiedProtocol().transportProtocol() == TransportProtocol.STREAM;
            InetAddress source = proxied ? address(header.sourceAddress()) : null;
            InetAddress destination = proxied ? address(header.destinationAddress()) : null;
            if (source == null || destination == null) {
                return door.rules().peer(remote, here);
            }
            return door.rules()
                    .peer(
                            new InetSocketAddress(source, header.sourcePort()),
                            new InetSocketAddress(destination, header.destinationPort()));
        } finally {
            header.release();
        }
    }

    private static @Nullable InetAddress address(@Nullable String text) {
        return text == null ? null : ClientAddress.parse(text);
    }

    /** It was none: what comes is thrown away, and nobody is believed. */
    ClientPeer stranger(ChannelHandlerContext ctx) {
        stop();
        ctx.pipeline().remove(decoder);
        return new ClientPeer(remote, here, ClientPeer.Trust.NOTHING);
    }

    @Override
    protected void expired() {
        door.met(Limit.HEADER_TIMEOUT);
        if (context != null) {
            ChannelFuture unused = context.close();
        }
    }
}
