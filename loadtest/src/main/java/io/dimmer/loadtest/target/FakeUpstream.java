package io.dimmer.loadtest.target;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerExpectContinueHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP/1.1 service on a real socket whose behaviour can be changed while it runs. It answers every request with small
 * JSON: its name as {@code version}, and the {@code X-Dimmer-*} headers that it received.
 *
 * <p>One event loop of its own. Public methods may be called from any thread but that loop; {@link #behave} and {@link
 * #close} return when the change has taken effect.
 */
public final class FakeUpstream implements AutoCloseable {
    private static final int BACKLOG = 1024;

    private final String name;
    private final InetSocketAddress address;
    private final EventLoopGroup group;
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final AnswerBody body;
    private final SplittableRandom random;
    private final LongAdder opened = new LongAdder();
    private final LongAdder requests = new LongAdder();
    private final LongAdder answers = new LongAdder();
    private final LongAdder hangs = new LongAdder();
    private volatile Behaviour behaviour;
    private volatile @Nullable ReceivedRequest last;
    private @Nullable Channel listener;

    private FakeUpstream(String name, InetSocketAddress wanted, Behaviour behaviour, long seed) throws IOException {
        this.name = name;
        this.behaviour = behaviour;
        this.body = new AnswerBody(name);
        this.random = new SplittableRandom(seed);
        this.group = new MultiThreadIoEventLoopGroup(
                1, new DefaultThreadFactory("target-" + name, true), NioIoHandler.newFactory());
        try {
            this.listener = bind(wanted);
        } catch (IOException e) {
            group.shutdownGracefully(0, 0, TimeUnit.SECONDS).syncUninterruptibly();
            throw e;
        }
        this.address = (InetSocketAddress) listener.localAddress();
        if (!behaviour.listens()) {
            closeListener();
        }
    }

    /**
     * Starts a healthy one on a free port of the loopback address.
     *
     * @param name what it calls itself in its answers
     */
    public static FakeUpstream start(String name) throws IOException {
        InetSocketAddress loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        return start(name, loopback, Behaviour.healthy(), 1);
    }

    /**
     * Starts one.
     *
     * @param address where to listen; port 0 takes a free one
     * @param seed of what is drawn at random: delays and who meets a fault
     * @throws IOException when it cannot listen there
     */
    public static FakeUpstream start(String name, InetSocketAddress address, Behaviour behaviour, long seed)
            throws IOException {
        return new FakeUpstream(name, address, behaviour, seed);
    }

    /** What it calls itself. */
    public String name() {
        return name;
    }

    /** The port that it listens on, or would if it were not dead. */
    public int port() {
        return address.getPort();
    }

    /** Host and port in the form of a configuration file, {@code 127.0.0.1:40123}. */
    public String endpoint() {
        return address.getAddress().getHostAddress() + ":" + port();
    }

    /** How it behaves. */
    public Behaviour behaviour() {
        return behaviour;
    }

    /**
     * Behaves like this from now on; requests that have already arrived are answered as they would have been.
     *
     * @throws IOException when it was dead and its port has been taken meanwhile
     */
    public synchronized void behave(Behaviour next) throws IOException {
        if (next.listens() && listener == null) {
            listener = bind(address);
        }
        behaviour = next;
        if (!next.listens()) {
            closeListener();
            resetConnections();
        }
    }

    /** Requests that have wholly arrived. */
    public long requests() {
        return requests.sum();
    }

    /** Requests that were answered to the end, with whatever status. */
    public long answers() {
        return answers.sum();
    }

    /** Requests that will never be answered. */
    public long hangs() {
        return hangs.sum();
    }

    /** Connections that were ever opened. */
    public long opened() {
        return opened.sum();
    }

    /** Connections that are open. */
    public int connections() {
        return connections.size();
    }

    /** The request that arrived last, if any did. */
    public Optional<ReceivedRequest> last() {
        return Optional.ofNullable(last);
    }

    /** Stops listening, resets what is open, and ends its thread. */
    @Override
    public synchronized void close() {
        closeListener();
        resetConnections();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    AnswerBody body() {
        return body;
    }

    Fault drawFault(Behaviour now) {
        return now.faultAt(random.nextDouble());
    }

    long drawDelayNanos(Behaviour now, Fault fault) {
        return now.delayNanos(fault, random.nextGaussian());
    }

    void opened(Channel channel) {
        opened.increment();
        if (behaviour.listens()) {
            connections.add(channel);
        } else {
            Replies.reset(channel);
        }
    }

    void received(ReceivedRequest request) {
        requests.increment();
        last = request;
    }

    void answered() {
        answers.increment();
    }

    void hung() {
        hangs.increment();
    }

    private Channel bind(InetSocketAddress where) throws IOException {
        var bound = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(new HttpServerCodec())
                                .addLast(new HttpServerExpectContinueHandler())
                                .addLast(new TargetConnection(FakeUpstream.this, channel));
                    }
                })
                .bind(where)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            String cause = String.valueOf(bound.cause().getMessage());
            throw new IOException("cannot listen on " + where.getHostString() + ":" + where.getPort() + ": " + cause);
        }
        return bound.channel();
    }

    private void closeListener() {
        Channel now = listener;
        listener = null;
        if (now != null) {
            now.close().syncUninterruptibly();
        }
    }

    private void resetConnections() {
        connections.forEach(Replies::closeByReset);
        connections.close().awaitUninterruptibly();
    }
}
