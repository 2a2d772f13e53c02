package io.dimmer.listen;

import io.dimmer.config.edge.ListenerSpec;
import io.dimmer.wire.NioChannels;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.unix.UnixChannelOption;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The socket of a listener: bound alone or beside another one, and closed so that nobody is lost whom the kernel has let
 * in already.
 *
 * <p>It is bound without {@code SO_REUSEPORT}, so that a port in use is an error, and gets the option afterwards, so that
 * a successor can be bound beside it (Linux looks at the option of both sockets when the second one is bound).
 */
final class ListeningSocket {
    private final Channel channel;
    private final @Nullable ServerSocketChannel kernel;

    private ListeningSocket(Channel channel, @Nullable ServerSocketChannel kernel) {
        this.channel = channel;
        this.kernel = kernel;
    }

    /**
     * Opens it; connections are taken at once.
     *
     * @param bootstrap knows everything but the channel
     * @param nio false for a native transport, whose channels the bootstrap makes itself
     * @param beside true to share the port with a socket of Dimmer that listens there already
     * @throws IOException naming the listener, its address and what was wrong with it
     */
    static ListeningSocket open(ListenerSpec spec, ServerBootstrap bootstrap, boolean nio, boolean beside)
            throws IOException {
        ServerSocketChannel kernel = nio ? ServerSocketChannel.open() : null;
        ChannelOption<Boolean> sharing = kernel == null
                ? UnixChannelOption.SO_REUSEPORT
                : NioChannelOption.of(StandardSocketOptions.SO_REUSEPORT);
        if (kernel != null) {
            bootstrap.channelFactory(() -> NioChannels.listening(kernel));
        }
        if (beside) {
            bootstrap.option(sharing, true);
        }
        ChannelFuture bound =
                bootstrap.bind(spec.address().host(), spec.address().port()).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            if (kernel != null) {
                kernel.close();
            }
            throw problem(spec, bound.cause());
        }
        if (kernel == null || kernel.supportedOptions().contains(StandardSocketOptions.SO_REUSEPORT)) {
            bound.channel().config().setOption(sharing, true);
        }
        return new ListeningSocket(bound.channel(), kernel);
    }

    private static IOException problem(ListenerSpec spec, Throwable cause) {
        String place = "listener " + spec.name() + ": cannot listen on " + spec.address() + ": ";
        if (cause instanceof BindException && String.valueOf(cause.getMessage()).contains("in use")) {
            return new IOException(place + "the port is in use", cause);
        }
        if (cause instanceof UnknownHostException || cause instanceof UnresolvedAddressException) {
            return new IOException(place + "the name has no address", cause);
        }
        return new IOException(place + cause.getMessage(), cause);
    }

    InetSocketAddress address() {
        return (InetSocketAddress) channel.localAddress();
    }

    /** Takes what waits in the kernel's queue, then closes. Waits until both are done; nothing happens a second time. */
    void close() {
        if (!channel.isOpen()) {
            return;
        }
        if (kernel == null) {
            channel.close().awaitUninterruptibly();
            return;
        }
        CompletableFuture<Void> done = new CompletableFuture<>();
        channel.deregister().addListener(deregistered -> takeAndClose(kernel, done));
        done.join();
    }

    /**
     * A selector lets go of a socket only when it looks at its keys again, and until then closing would not reach the
     * kernel: connections would still come about, and be reset. So first it lets go, and then the queue is emptied and
     * the socket closed in one go.
     */
    private void takeAndClose(ServerSocketChannel socket, CompletableFuture<Void> done) {
        EventLoop loop = channel.eventLoop();
        if (socket.isRegistered()) {
            Future<?> unused = loop.schedule(() -> takeAndClose(socket, done), 1, TimeUnit.MILLISECONDS);
            return;
        }
        try {
            SocketChannel waiting = socket.accept();
            while (waiting != null) {
                channel.pipeline().fireChannelRead(NioChannels.accepted(channel, waiting));
                waiting = socket.accept();
            }
        } catch (IOException e) {
            channel.pipeline().fireExceptionCaught(e);
        }
        channel.close().addListener(closed -> done.complete(null));
    }
}
