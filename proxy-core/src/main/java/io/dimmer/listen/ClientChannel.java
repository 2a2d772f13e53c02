package io.dimmer.listen;

import io.dimmer.exchange.Outcome;
import io.dimmer.listen.limit.Door;
import io.dimmer.listen.limit.Limit;
import io.dimmer.listen.limit.Visit;
import io.dimmer.wire.ClientPeer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What {@link ClientConnection} knows of Netty: events come in here as calls, bytes go out through here. Confined to its
 * event loop.
 */
final class ClientChannel extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(ClientChannel.class);

    private final ClientLoop local;
    private final Door door;
    private final Doorway doorway;
    private @Nullable Visit visit;
    private @Nullable Introduction introduction;
    private @Nullable ClientConnection connection;
    private @Nullable Goodbye goodbye;
    private @Nullable ChannelHandlerContext context;
    private boolean readAsked;
    private boolean wrote;
    private boolean ended;

    /**
     * For a channel that has just been accepted.
     *
     * @param door of the listener
     * @param doorway its socket
     */
    ClientChannel(ClientLoop local, Door door, Doorway doorway) {
        this.local = local;
        this.door = door;
        this.doorway = doorway;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        Visit begun = door.visit(local.nanos());
        visit = begun;
        Channel channel = ctx.channel();
        if (!(channel.remoteAddress() instanceof InetSocketAddress remote
                && channel.localAddress() instanceof InetSocketAddress here)) {
            close();
            return;
        }
        if (begun.refusal() == null && door.rules().proxies().contains(remote.getAddress())) {
            introduction = new Introduction(local, door, remote, here).await(ctx);
        } else {
            open(door.rules().peer(remote, here));
        }
    }

    /** Who is there is known. */
    private void open(ClientPeer peer) {
        Visit begun = Objects.requireNonNull(visit);
        begun.from(peer.address());
        Limit refusal = begun.refusal();
        if (refusal != null && !begun.isTold()) {
            reset();
            return;
        }
        ClientConnection opened = connect(peer);
        if (refusal == null) {
            opened.open();
        } else {
            opened.turnAway(refusal);
        }
    }

    private ClientConnection connect(ClientPeer peer) {
        ClientConnection opened = new ClientConnection(local, this, peer, door);
        connection = opened;
        local.add(opened, doorway);
        return opened;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        readAsked = false;
        Introduction awaited = introduction;
        if (awaited != null && message instanceof HAProxyMessage header) {
            introduction = null;
            open(awaited.peer(header));
        } else if (goodbye != null) {
            goodbye.arrived((ByteBuf) message);
        } else if (connection == null) {
            ReferenceCountUtil.release(message);
        } else {
            connection.arrived((ByteBuf) message);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (connection != null) {
            connection.writabilityChanged(ctx.channel().isWritable());
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event != ChannelInputShutdownEvent.INSTANCE) {
            return;
        }
        if (goodbye != null) {
            goodbye.inputClosed();
        } else if (connection != null) {
            connection.inputClosed();
        } else {
            close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        Introduction awaited = introduction;
        if (awaited != null && cause instanceof DecoderException) {
            introduction = null;
            connect(awaited.stranger(ctx)).turnAway(Outcome.BAD_REQUEST, Introduction.MISSING);
        } else if (cause instanceof IOException) {
            close();
        } else if (connection == null || !connection.crashed(cause)) {
            LOG.error("a client's connection is closed after an error inside the proxy", cause);
            close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (visit != null) {
            visit.end();
        }
        if (introduction != null) {
            introduction.stop();
        }
        if (goodbye != null) {
            goodbye.stop();
        }
        if (connection != null) {
            local.remove(connection);
            connection.closed();
        }
    }

    private ChannelHandlerContext context() {
        if (context == null) {
            throw new IllegalStateException("the channel has not been registered");
        }
        return context;
    }

    /** Asks for the next buffer, once. */
    void read() {
        if (!readAsked) {
            readAsked = true;
            context().read();
        }
    }

    /** True when the connection ends with the exchange in hand, or with the next one. */
    boolean isLeaving() {
        return local.isStopping() || doorway.isClosed();
    }

    /** What begins when the connection is to end knows so from its beginning. */
    void leaveIfAsked(RequestHandler handler) {
        if (isLeaving()) {
            handler.leave();
        }
    }

    boolean isWritable() {
        return context().channel().isWritable();
    }

    void write(ByteBuf bytes) {
        wrote = true;
        ChannelFuture unused = context().write(bytes, context().voidPromise());
    }

    void flush() {
        context().flush();
    }

    /** True when something was written since this was asked last. */
    boolean hasWritten() {
        boolean was = wrote;
        wrote = false;
        return was;
    }

    /** Ends our half when everything has been handed to the kernel; then runs the task. */
    void endOutput(Runnable then) {
        boolean first = !ended;
        ended = true;
        Channel channel = context().channel();
        context().writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(flushed -> {
            if (first && channel.isActive() && channel instanceof DuplexChannel duplex) {
                ChannelFuture unused = duplex.shutdownOutput();
            }
            then.run();
        });
    }

    /** Nothing more is said: sends what is left and closes. */
    void sayGoodbye(boolean inputEnded) {
        Goodbye begun = new Goodbye(local, this, door.rules().idleTimeout(), inputEnded);
        goodbye = begun;
        begun.begin();
    }

    void close() {
        ChannelFuture unused = context().close();
    }

    /** Closes so that the other end notices that something is missing. */
    void reset() {
        context().channel().config().setOption(ChannelOption.SO_LINGER, 0);
        close();
    }
}
