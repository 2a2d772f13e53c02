package io.dimmer.wire;

import io.netty.channel.Channel;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;

/**
 * How bytes reach the kernel: NIO always; epoll or io_uring where their natives are on the class path in exactly
 * Netty's version, for a mixture starts and then fails at the first connection (see {@link NativeTransport}).
 *
 * @param name {@code nio}, {@code epoll} or {@code io_uring}
 * @param serverChannel for a server bootstrap
 * @param clientChannel for a client bootstrap
 * @param handlers for an event loop group
 * @param why a sentence for the start-up log: why this one
 */
public record Transport(
        String name,
        Class<? extends ServerChannel> serverChannel,
        Class<? extends Channel> clientChannel,
        IoHandlerFactory handlers,
        String why) {
    /** The fastest that works here. */
    public static Transport best() {
        return NativeTransport.choose(Transport.class.getClassLoader());
    }

    /** NIO. */
    public static Transport nio() {
        return nio("it is always there");
    }

    /** True for the JDK's own. */
    public boolean isNio() {
        return serverChannel == NioServerSocketChannel.class;
    }

    static Transport nio(String why) {
        return new Transport(
                "nio", NioServerSocketChannel.class, NioChannels.Connection.class, NioIoHandler.newFactory(), why);
    }
}
