package io.dimmer.listen;

import io.dimmer.config.edge.ListenerSpec;
import io.dimmer.listen.limit.Door;
import io.dimmer.listen.limit.House;
import io.dimmer.listen.limit.Limit;
import io.dimmer.wire.EventLoops;
import io.dimmer.wire.LoopContext;
import io.dimmer.wire.LoopSlot;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import java.io.IOException;
import java.net.InetSocketAddress;

/** One socket that users come to. Its connections are spread over the event loops in turn. Any thread. */
public final class Listener {
    private static final int BACKLOG = 4096;

    private final ListenerSpec spec;
    private final ListeningSocket socket;
    private final Door door;
    private final Doorway doorway;
    private final InetSocketAddress address;

    private Listener(ListenerSpec spec, ListeningSocket socket, Door door, Doorway doorway) {
        this.spec = spec;
        this.socket = socket;
        this.door = door;
        this.doorway = doorway;
        this.address = socket.address();
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
     * @param beside true to share the port with a listener of Dimmer that is there already, in this process or another
     * @throws IOException naming the listener, its address and what was wrong with it
     */
    public static Listener open(ListenerSpec spec, Doors doors, boolean beside) throws IOException {
        Door door = doors.house().door(spec.name());
        Doorway doorway = new Doorway();
        boolean nio = doors.loops().transport().isNio();
        ListeningSocket socket = ListeningSocket.open(spec, bootstrap(doors, door, doorway), nio, beside);
        return new Listener(spec, socket, door, doorway);
    }

    private static ServerBootstrap bootstrap(Doors doors, Door door, Doorway doorway) {
        EventLoops loops = doors.loops();
        ServerBootstrap bootstrap = new ServerBootstrap();
        if (!loops.transport().isNio()) {
            bootstrap.channel(loops.transport().serverChannel());
        }
        return bootstrap
                .group(doors.acceptor(), loops.group())
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.ALLOCATOR, loops.allocator())
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, doors.mark())
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel accepted) {
                        LoopContext context = LoopContext.of(accepted);
                        accepted.config().setRecvByteBufAllocator(context.receiving());
                        ClientLoop local = context.get(doors.clients());
                        accepted.pipeline().addLast(new ClientChannel(local, door, doorway));
                    }
                });
    }

    /** Its name. */
    public String name() {
        return spec.name();
    }

    /** Where it listens, with the port that the system chose. */
    public InetSocketAddress address() {
        return address;
    }

    /** Connections that are open. */
    public int connections() {
        return door.connections();
    }

    /** How often a client met a limit here. */
    public long timesMet(Limit limit) {
        return door.timesMet(limit);
    }

    /** Takes no more connections but those that wait in the kernel's queue; those that are open stay. Blocks. */
    public void stopAccepting() {
        socket.close();
    }

    /** From now on each of its connections ends with the answer that runs or comes next. */
    public void leave() {
        doorway.close();
    }

    Doorway doorway() {
        return doorway;
    }
}
