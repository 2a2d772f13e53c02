package io.dimmer.upstream.connect;

import io.dimmer.wire.timeout.Timeout;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.ChannelOutputShutdownException;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP/1 connection to an endpoint: lent, idle in its pool, or closed. Confined to its event loop.
 *
 * <p>An idle one keeps asking for bytes, so that its end is noticed before it is lent again; bytes that come
 * unasked-for close it. It holds no buffer between exchanges.
 */
final class UpstreamConnection extends ChannelInboundHandlerAdapter implements Lease {
    private final ConnectionPool pool;
    private final Dialer dialer;
    private final Endpoint endpoint;
    private final Timeout idleTimeout = new Idle();

    private @Nullable Channel channel;
    private @Nullable ChannelHandlerContext context;
    private @Nullable InetSocketAddress address;
    private @Nullable LeaseHolder holder;
    private boolean connected;
    private boolean closed;
    private boolean reused;
    private boolean readAsked;
    private long keepSeconds = Dialer.IDLE.toSeconds();

    UpstreamConnection(ConnectionPool pool, Dialer dialer, Endpoint endpoint) {
        this.pool = pool;
        this.dialer = dialer;
        this.endpoint = endpoint;
    }

    /** Makes the connection; the holder hears of it, never within this call. */
    void open(LeaseHolder first) {
        holder = first;
        if (endpoint.current() == null && !endpoint.isKnown()) {
            endpoint.known()
                    .whenCompleteAsync(
                            (known, never) -> dial(), dialer.context().loop());
        } else if (endpoint.current() == null) {
            dialer.context().loop().execute(this::dial);
        } else {
            dial();
        }
    }

    private void dial() {
        InetSocketAddress to = endpoint.current();
        if (closed) {
            return;
        }
        if (to == null) {
            fail();
            return;
        }
        address = to;
        ChannelFuture made = dialer.connect(this, to);
        channel = made.channel();
        made.addListener(done -> dialed(done.isSuccess()));
    }

    private void dialed(boolean success) {
        if (closed) {
            return;
        }
        if (!success) {
            if (address != null) {
                endpoint.failed(address);
            }
            fail();
            return;
        }
        connected = true;
        pool.connectSucceeded();
        if (holder != null) {
            holder.connected();
        }
    }

    private void fail() {
        LeaseHolder waiting = holder;
        holder = null;
        pool.connectFailed();
        pool.keeps(this, false);
        close();
        if (waiting != null) {
            waiting.connectFailed();
        }
    }

    /** Lends it again. */
    void lend(LeaseHolder next) {
        idleTimeout.stop();
        holder = next;
        reused = true;
    }

    boolean isUsable() {
        return !closed && channel != null && channel.isActive() && address != null && endpoint.holds(address);
    }

    @Override
    public boolean isConnected() {
        return connected;
    }

    @Override
    public boolean isReused() {
        return reused;
    }

    @Override
    public boolean isWritable() {
        return channel != null && channel.isWritable();
    }

    @Override
    public void write(ByteBuf bytes) {
        if (context == null) {
            bytes.release();
        } else {
            ChannelFuture unused = context.write(bytes, context.voidPromise());
        }
    }

    @Override
    public void flush() {
        if (context != null) {
            context.flush();
        }
    }

    @Override
    public void read() {
        if (!readAsked && context != null && !closed) {
            readAsked = true;
            context.read();
        }
    }

    @Override
    public void endOutput() {
        if (context != null && channel instanceof DuplexChannel duplex) {
            // Only once everything has been handed to the kernel: what waits would be thrown away.
            context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(flushed -> {
                ChannelFuture unused = duplex.shutdownOutput();
            });
        }
    }

    @Override
    public void holder(LeaseHolder next) {
        holder = next;
    }

    @Override
    public void keepFor(long seconds) {
        keepSeconds = Math.min(keepSeconds, Math.max(0, seconds - 1));
    }

    @Override
    public String endpoint() {
        return endpoint.toString();
    }

    @Override
    public void release(boolean clean) {
        if (holder == null) {
            return;
        }
        holder = null;
        if (pool.keeps(this, clean && keepSeconds > 0)) {
            dialer.idle(keepSeconds).startRecent(idleTimeout);
            read();
        } else {
            close();
        }
    }

    void close() {
        if (closed) {
            return;
        }
        closed = true;
        idleTimeout.stop();
        pool.closed();
        if (channel != null) {
            ChannelFuture unused = channel.close();
        }
    }

    private void closeIdle() {
        pool.drop(this);
        close();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        readAsked = false;
        LeaseHolder now = holder;
        if (now != null) {
            now.received((ByteBuf) message);
        } else {
            // Nobody asked: an answer without a request must never reach the next one.
            ReferenceCountUtil.release(message);
            closeIdle();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        LeaseHolder now = holder;
        if (now != null) {
            now.burstEnded();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        LeaseHolder now = holder;
        if (now != null && ctx.channel().isWritable()) {
            now.writable();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event == ChannelInputShutdownEvent.INSTANCE) {
            LeaseHolder now = holder;
            if (now != null) {
                now.inputEnded();
            } else {
                closeIdle();
            }
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LeaseHolder now = holder;
        if (now == null) {
            if (!closed) {
                closeIdle();
            }
        } else if (cause instanceof ChannelOutputShutdownException) {
            now.outputClosed();
        } else if (cause instanceof IOException) {
            now.broken();
        } else {
            now.crashed(cause);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        LeaseHolder now = holder;
        if (now != null && connected) {
            now.broken();
        } else if (now == null && !closed) {
            closeIdle();
        }
    }

    private final class Idle extends Timeout {
        @Override
        protected void expired() {
            closeIdle();
        }
    }
}
