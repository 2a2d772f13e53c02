package io.dimmer.loadtest.generate;

import io.dimmer.loadtest.record.Ending;
import io.dimmer.loadtest.request.RequestFactory;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one event loop. The one used last is used next, so that as few as possible are open; requests that
 * find none wait in the order of their planned moments. Event loop only.
 */
final class ConnectionPool {
    /** Longer idle, and the other side may be closing it at this moment. */
    private static final long MAX_IDLE_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** More attempts at a time would hold up the requests that are due when a target stalls. */
    private static final int MAX_CONNECTING = 64;

    private final Bootstrap bootstrap;
    private final Ledger ledger;
    private final RequestFactory requests;
    private final int limit;
    private final Runnable afterReads;
    private final boolean keeps;
    private final ArrayDeque<ClientConnection> idle = new ArrayDeque<>();
    private final ArrayDeque<PlannedRequest> waiting = new ArrayDeque<>();
    private int open;
    private int connecting;
    private boolean closed;

    /** Runs {@code afterReads} whenever a burst of answers was read, before the loop looks at its sockets again. */
    ConnectionPool(EventLoop loop, LoadPlan plan, int limit, Ledger ledger, Runnable afterReads) {
        this.ledger = ledger;
        this.requests = plan.requests();
        this.limit = limit;
        this.afterReads = afterReads;
        this.keeps = plan.connecting() == LoadPlan.Connecting.KEPT;
        this.bootstrap = new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        Math.min(Integer.MAX_VALUE, plan.timeout().toMillis()))
                .remoteAddress(plan.target())
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        ClientConnection connection = new ClientConnection(channel, ledger, ConnectionPool.this);
                        channel.pipeline()
                                .addLast(new AnswerDecoder(connection))
                                .addLast(connection);
                    }
                });
    }

    /** Sends it over an idle connection, or a new one, or as soon as one is free. */
    void send(PlannedRequest request) {
        ClientConnection connection = takeIdle();
        if (connection != null) {
            connection.send(request, requests);
            return;
        }
        waiting.addLast(request);
        if (open + connecting >= limit) {
            ledger.waits();
        }
        connectIfNeeded();
    }

    /** The answer is complete and the connection can carry the next request. */
    void free(ClientConnection connection) {
        PlannedRequest next = nextWaiting();
        if (next == null) {
            idle.addLast(connection);
        } else {
            connection.send(next, requests);
        }
    }

    void closed(ClientConnection connection) {
        open--;
        idle.remove(connection);
        connectIfNeeded();
    }

    /** Opens no connection any more. */
    void close() {
        closed = true;
    }

    /** Whether a connection may carry another request. */
    boolean keeps() {
        return keeps;
    }

    void readComplete() {
        afterReads.run();
    }

    private @Nullable ClientConnection takeIdle() {
        long oldest = ledger.time().nanos() - MAX_IDLE_NANOS;
        while (!idle.isEmpty() && idle.peekFirst().idleSinceNanos() < oldest) {
            idle.removeFirst().close();
        }
        ClientConnection connection = idle.pollLast();
        while (connection != null && !connection.open()) {
            connection = idle.pollLast();
        }
        return connection;
    }

    private @Nullable PlannedRequest nextWaiting() {
        PlannedRequest next = waiting.pollFirst();
        while (next != null && next.ended()) {
            next = waiting.pollFirst();
        }
        return next;
    }

    private void connectIfNeeded() {
        int most = Math.min(MAX_CONNECTING, waiting.size());
        while (!closed && open + connecting < limit && connecting < most) {
            connecting++;
            bootstrap.connect().addListener((ChannelFuture attempt) -> connected(attempt));
        }
    }

    private void connected(ChannelFuture attempt) {
        connecting--;
        if (attempt.isSuccess()) {
            open++;
            free(attempt.channel().pipeline().get(ClientConnection.class));
            return;
        }
        PlannedRequest first = nextWaiting();
        if (first != null) {
            ledger.ended(first, Ending.CONNECT_FAILED, AnswerHead.NONE);
        }
        connectIfNeeded();
    }
}
