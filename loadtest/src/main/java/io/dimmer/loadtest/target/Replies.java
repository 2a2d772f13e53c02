package io.dimmer.loadtest.target;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The ways in which a fake upstream ends a request. Event loop only. */
final class Replies {
    private static final int PIECES = 8;

    private Replies() {}

    /** A complete answer with the status that the fault means. */
    static void whole(Channel channel, Fault fault, byte[] body, boolean keepsAlive) {
        HttpResponseStatus status = switch (fault) {
            case ERRORS -> HttpResponseStatus.INTERNAL_SERVER_ERROR;
            case NOTFOUND -> HttpResponseStatus.NOT_FOUND;
            default -> HttpResponseStatus.OK;
        };
        var response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(body));
        describe(response, body.length);
        if (!keepsAlive) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        var unused = channel.writeAndFlush(response, channel.voidPromise());
    }

    /** The body in pieces, with a pause before each of them. */
    static void slowly(Channel channel, byte[] body, Duration pause, Runnable afterwards) {
        writeHead(channel, body.length);
        piece(channel, body, 0, pause.toNanos(), afterwards);
    }

    /** The head, half of the body, then a reset. */
    static void cut(Channel channel, byte[] body) {
        writeHead(channel, body.length);
        var half = new DefaultHttpContent(Unpooled.wrappedBuffer(body, 0, body.length / 2));
        var unused = channel.writeAndFlush(half).addListener(written -> reset(channel));
    }

    /** Closes so that the peer sees a reset, not an end of stream. */
    static void reset(Channel channel) {
        closeByReset(channel);
        var unused = channel.close();
    }

    /** Makes its next close a reset. Any thread; one that closes meanwhile is left alone. */
    static void closeByReset(Channel channel) {
        try {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
        } catch (ChannelException e) {
            if (channel.isOpen()) {
                throw e;
            }
        }
    }

    /** Closes when everything before has been written. */
    static void closeAfterwards(Channel channel) {
        var unused = channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    private static void piece(Channel channel, byte[] body, int index, long pauseNanos, Runnable afterwards) {
        if (index == PIECES) {
            var unused = channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT, channel.voidPromise());
            afterwards.run();
            return;
        }
        Runnable write = () -> {
            int from = body.length * index / PIECES;
            int to = body.length * (index + 1) / PIECES;
            var part = new DefaultHttpContent(Unpooled.wrappedBuffer(body, from, to - from));
            var unused = channel.writeAndFlush(part, channel.voidPromise());
            piece(channel, body, index + 1, pauseNanos, afterwards);
        };
        var unused = channel.eventLoop().schedule(write, pauseNanos, TimeUnit.NANOSECONDS);
    }

    private static void writeHead(Channel channel, int length) {
        var head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        describe(head, length);
        var unused = channel.writeAndFlush(head, channel.voidPromise());
    }

    private static void describe(HttpResponse response, int length) {
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON)
                .set(HttpHeaderNames.CONTENT_LENGTH, length);
    }
}
