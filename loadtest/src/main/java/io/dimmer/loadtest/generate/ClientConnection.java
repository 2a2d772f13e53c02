package io.dimmer.loadtest.generate;

import io.dimmer.loadtest.record.Ending;
import io.dimmer.loadtest.request.RequestFactory;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/** One HTTP/1.1 connection, which carries one request at a time. Event loop only. */
final class ClientConnection extends ChannelInboundHandlerAdapter {
    private static final int HEAD_BYTES = 256;

    private final Channel channel;
    private final Ledger ledger;
    private final ConnectionPool pool;
    private @Nullable PlannedRequest running;
    private AnswerHead head = AnswerHead.NONE;
    private boolean interim;
    private boolean withoutBody;
    private long idleSinceNanos;

    ClientConnection(Channel channel, Ledger ledger, ConnectionPool pool) {
        this.channel = channel;
        this.ledger = ledger;
        this.pool = pool;
    }

    void send(PlannedRequest request, RequestFactory requests) {
        running = request;
        head = AnswerHead.NONE;
        withoutBody = requests.answerWithoutBody(request.number());
        ByteBuf bytes = channel.alloc().buffer(HEAD_BYTES);
        int user = requests.write(request.number(), bytes);
        request.sent(this, requests.name(request.number()), user, ledger.time().nanos());
        // A failed write closes the channel, and that ends the request.
        var unused = channel.writeAndFlush(bytes, channel.voidPromise());
    }

    /** Whether the answer that is awaited has no body whatever its head says. */
    boolean awaitsNoBody() {
        return running != null && withoutBody;
    }

    boolean open() {
        return channel.isActive();
    }

    long idleSinceNanos() {
        return idleSinceNanos;
    }

    void close() {
        var unused = channel.close();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (running == null || ((HttpObject) message).decoderResult().isFailure()) {
                end(Ending.INVALID_ANSWER);
                var unused = context.close();
            } else {
                accept(running, message);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void accept(PlannedRequest request, Object message) {
        if (message instanceof HttpResponse response) {
            interim = response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
            if (!interim) {
                head = AnswerHead.of(response);
            }
        }
        if (message instanceof LastHttpContent && !interim) {
            running = null;
            ledger.ended(request, Ending.ofStatus(head.status()), head);
            free();
        } else if (message instanceof HttpContent) {
            interim = interim && !(message instanceof LastHttpContent);
        }
    }

    private void free() {
        if (head.keepsAlive() && pool.keeps()) {
            idleSinceNanos = ledger.time().nanos();
            pool.free(this);
        } else {
            var unused = channel.close();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        pool.readComplete();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        end(head.status() == 0 ? Ending.CONNECTION_RESET : Ending.TRUNCATED);
        pool.closed(this);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // A reset by the peer, or a failed write: what it means for the request is decided when the channel is
        // inactive.
        var unused = context.close();
    }

    private void end(Ending ending) {
        PlannedRequest request = running;
        running = null;
        if (request != null) {
            ledger.ended(request, ending, head);
        }
    }
}
