package io.dimmer.wire;

import io.netty.channel.Channel;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;

/**
 * How bytes reach the kernel: NIO always; epoll or io_uring where their natives are on the class path in exactly
 * Netty's version.
 */
@SuppressWarnings({"DoNotCallSuggester", "ObjectToString", "UnusedVariable"})
public final class Transport {
    private Transport() {}

    /** The fastest that works here. */
    public static Transport best() {
        throw new UnsupportedOperationException();
    }

    /** NIO. */
    public static Transport nio() {
        throw new UnsupportedOperationException();
    }

    /** {@code nio}, {@code epoll} or {@code io_uring}. */
    public String name() {
        throw new UnsupportedOperationException();
    }

    /** For a server bootstrap. */
    public Class<? extends ServerChannel> serverChannel() {
        throw new UnsupportedOperationException();
    }

    /** For a client bootstrap. */
    public Class<? extends Channel> clientChannel() {
        throw new UnsupportedOperationException();
    }

    /** For an event loop group. */
    public IoHandlerFactory handlers() {
        throw new UnsupportedOperationException();
    }
}
