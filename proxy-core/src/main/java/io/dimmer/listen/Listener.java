package io.dimmer.listen;

import io.dimmer.config.edge.ListenerSpec;
import io.dimmer.listen.limit.Door;
import io.dimmer.listen.limit.House;
import io.dimmer.listen.limit.Limit;
import io.dimmer.wire.EventLoops;
import io.dimmer.wire.LoopContext;
import io.dimmer.wire.LoopSlot;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;

/** One socket that users come to. Its connections are spread over the event loops in turn. Any thread. */
public final class Listener {
    private static final int BACKLOG = 4096;
    private static final int SMALL_READ = 4 * 1024;
    private static final int LARGE_READ = 64 * 1024;

    private final ListenerSpec spec;
    private final Channel channel;
    private final Door door;

    private Listener(ListenerSpec spec, Channel channel, Door door) {
        this.spec = spec;
        this.channel = channel;
        this.door = door;
    }

    /**
     * What all listeners share.
     *
     * @param loops that serve the connections
     * @param acceptor an event loop that only accepts, so that a busy one keeps nobody waiting at the door
     * @param clients where each loop keeps its connections
     * @param mark how much may wait to be sent to a client
     * @param house what clients may cost
     */
    public record Doors(
            EventLoops loops,
            EventLoopGroup acceptor,
            LoopSlot<ClientLoop> clients,
            WriteBufferWaterMark mark,
            House house) {}

    /**
     * Opens it; connections are taken at once.
     *
     * @throws IOException naming the listener, its address and what was wrong with it
     */
    public static Listener open(ListenerSpec spec, Doors doors) throws IOException {
        Door door = doors.house().door(spec.name());
        ChannelFuture bound = bootstrap(doors, door)
                .bind(spec.address().host(), spec.address().port())
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw problem(spec, bound.cause());
        }
        return new Listener(spec, bound.channel(), door);
    }

    private static ServerBootstrap bootstrap(Doors doors, Door door) {
        EventLoops loops = doors.loops();
        return new ServerBootstrap()
                .group(doors.acceptor(), loops.group())
                .channel(loops.transport().serverChannel())
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.ALLOCATOR, loops.allocator())
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, doors.mark())
                // Heads fit the small size; only bodies that fill it get larger ones.
                .childOption(
                        ChannelOption.RECVBUF_ALLOCATOR,
                        new AdaptiveRecvByteBufAllocator(SMALL_READ, SMALL_READ, LARGE_READ))
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel accepted) {
                        ClientLoop local = LoopContext.of(accepted).get(doors.clients());
                        accepted.pipeline().addLast(new ClientChannel(local, door));
                    }
                });
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

    /** Its name. */
    public String name() {
        return spec.name();
    }

    /** Where it listens, with the port that the system chose. */
    public InetSocketAddress address() {
        return (InetSocketAddress) channel.localAddress();
    }

    /** Connections that are open. */
    public int connections() {
        return door.connections();
    }

    /** How often a client met a limit here. */
    public long timesMet(Limit limit) {
        return door.timesMet(limit);
    }

    /** Takes no more connections; those that are open stay. */
    public void stopAccepting() {
        channel.close().awaitUninterruptibly();
    }
}
