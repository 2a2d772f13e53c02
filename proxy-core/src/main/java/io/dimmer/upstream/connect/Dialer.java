package io.dimmer.upstream.connect;

import io.dimmer.wire.EventLoops;
import io.dimmer.wire.LoopContext;
import io.dimmer.wire.timeout.TimeoutList;
import io.dimmer.wire.timeout.Timeouts;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import java.net.SocketAddress;
import java.time.Duration;

/** Makes the connections of one event loop. */
public final class Dialer {
    /**
     * How long an idle connection is kept. Shorter than what most servers keep; those that say so with
     * {@code Keep-Alive: timeout} are believed.
     */
    static final Duration IDLE = Duration.ofSeconds(30);

    private final Bootstrap bootstrap;
    private final LoopContext context;
    private final Timeouts timeouts;
    private final TimeoutList idle;

    /**
     * For the loop of that context.
     *
     * @param mark how much may wait to be sent
     */
    public Dialer(EventLoops loops, LoopContext context, Timeouts timeouts, WriteBufferWaterMark mark) {
        this.context = context;
        this.timeouts = timeouts;
        this.idle = timeouts.of(IDLE);
        this.bootstrap = new Bootstrap()
                .group(context.loop())
                .channel(loops.transport().clientChannel())
                .option(ChannelOption.ALLOCATOR, context.allocator())
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.AUTO_READ, false)
                .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, mark)
                // A failed write must not throw away an answer that has arrived: an upstream may refuse a body early.
                .option(ChannelOption.AUTO_CLOSE, false)
                // Our own list of timeouts does this.
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0)
                .option(ChannelOption.RECVBUF_ALLOCATOR, context.receiving());
    }

    ChannelFuture connect(ChannelHandler handler, SocketAddress address) {
        return bootstrap.clone().handler(handler).connect(address);
    }

    LoopContext context() {
        return context;
    }

    /** The list for idle connections that may be kept that long. */
    TimeoutList idle(long seconds) {
        return seconds >= IDLE.toSeconds() ? idle : timeouts.of(Duration.ofSeconds(seconds));
    }

    /** Elapsed time now. */
    long nanos() {
        return timeouts.nanos();
    }
}
