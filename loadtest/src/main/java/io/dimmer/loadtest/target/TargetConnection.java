package io.dimmer.loadtest.target;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One client connection of a fake upstream; answers its requests one after the other. Event loop only. */
final class TargetConnection extends SimpleChannelInboundHandler<HttpObject> {
    private final FakeUpstream upstream;
    private final Channel channel;
    private final ArrayDeque<Turn> turns = new ArrayDeque<>();
    private @Nullable HttpRequest head;
    private long bodyBytes;
    private boolean answering;

    /** A request that has wholly arrived and waits for its answer. */
    private record Turn(ReceivedRequest request, boolean keepsAlive) {}

    TargetConnection(FakeUpstream upstream, Channel channel) {
        this.upstream = upstream;
        this.channel = channel;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        upstream.opened(channel);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject message) {
        if (message.decoderResult().isFailure()) {
            Replies.reset(channel);
            return;
        }
        if (message instanceof HttpRequest request) {
            head = request;
            bodyBytes = 0;
        }
        if (message instanceof HttpContent content) {
            bodyBytes += content.content().readableBytes();
        }
        if (message instanceof LastHttpContent && head != null) {
            arrived(head);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // A peer that resets is a normal end for an upstream.
        var unused = context.close();
    }

    private void arrived(HttpRequest request) {
        ReceivedRequest received = new ReceivedRequest(
                request.method().name(),
                request.uri(),
                request.protocolVersion().text(),
                request.headers().entries(),
                bodyBytes);
        head = null;
        upstream.received(received);
        turns.addLast(new Turn(received, HttpUtil.isKeepAlive(request)));
        next();
    }

    private void next() {
        Turn turn = answering ? null : turns.pollFirst();
        if (turn == null) {
            return;
        }
        answering = true;
        Behaviour behaviour = upstream.behaviour();
        Fault fault = upstream.drawFault(behaviour);
        long delayNanos = upstream.drawDelayNanos(behaviour, fault);
        if (delayNanos == 0) {
            answer(turn, behaviour, fault);
        } else {
            var unused = channel.eventLoop()
                    .schedule(() -> answer(turn, behaviour, fault), delayNanos, TimeUnit.NANOSECONDS);
        }
    }

    private void answer(Turn turn, Behaviour behaviour, Fault fault) {
        byte[] body = upstream.body().bytes(turn.request(), behaviour.bodyBytes());
        switch (fault) {
            case RESET, DEAD -> Replies.reset(channel);
            case HANG -> upstream.hung();
            case CUTBODY -> Replies.cut(channel, body);
            case SLOWBODY -> Replies.slowly(channel, body, behaviour.slowness(), () -> answered(turn));
            default -> {
                Replies.whole(channel, fault, body, turn.keepsAlive());
                answered(turn);
            }
        }
    }

    private void answered(Turn turn) {
        upstream.answered();
        answering = false;
        if (turn.keepsAlive()) {
            next();
        } else {
            Replies.closeAfterwards(channel);
        }
    }
}
