package io.dimmer.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;

/**
 * The channels of NIO as a proxy uses them: nearly every write is one buffer that the kernel takes whole, so that is
 * tried first, without what Netty does to gather many.
 */
public final class NioChannels {
    private NioChannels() {}

    /** For a socket that listens; its connections are {@link #accepted}. */
    public static NioServerSocketChannel listening(ServerSocketChannel kernel) {
        return new Listening(kernel);
    }

    /** For a connection that was taken from a listening channel's socket. */
    public static Channel accepted(Channel listening, SocketChannel kernel) {
        return new Connection(listening, kernel);
    }

    private static final class Listening extends NioServerSocketChannel {
        Listening(ServerSocketChannel kernel) {
            super(kernel);
        }

        @Override
        protected int doReadMessages(List<Object> accepted) throws IOException {
            SocketChannel kernel = javaChannel().accept();
            if (kernel == null) {
                return 0;
            }
            accepted.add(new Connection(this, kernel));
            return 1;
        }
    }

    /** A connection. Its constructor without parameters is for bootstraps. */
    public static final class Connection extends NioSocketChannel {
        /** Not connected yet. */
        public Connection() {}

        private Connection(Channel listening, SocketChannel kernel) {
            super(listening, kernel);
        }

        @Override
        protected void doWrite(ChannelOutboundBuffer waiting) throws Exception {
            if (waiting.size() == 1 && waiting.current() instanceof ByteBuf bytes && bytes.nioBufferCount() == 1) {
                int length = bytes.readableBytes();
                if (bytes.readBytes(javaChannel(), length) == length) {
                    waiting.remove();
                    clearOpWrite();
                    return;
                }
            }
            // What the kernel did not take, or what is more than one buffer.
            super.doWrite(waiting);
        }
    }
}
