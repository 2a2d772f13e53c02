package io.dimmer.pipeline;

import io.dimmer.assign.ForceRedirect;
import io.dimmer.exchange.Exchange;
import io.dimmer.exchange.Fault;
import io.dimmer.exchange.Outcome;
import io.dimmer.forward.Attempt;
import io.dimmer.forward.AttemptOwner;
import io.dimmer.forward.RequestId;
import io.dimmer.listen.ClientConnection;
import io.dimmer.listen.RequestHandler;
import io.dimmer.route.Route;
import io.dimmer.wire.LocalReply;
import io.dimmer.wire.LoopContext;
import io.dimmer.wire.head.Http1RequestHead;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * The exchanges of one client connection, one after the other, and the one door through which each of them leaves:
 * {@link #end}, or {@link #completed} when the answer of the upstream passed in full. Confined to its event loop.
 */
final class Conversation implements RequestHandler, AttemptOwner {
    private static final byte[] NO_FIELDS = new byte[0];
    private static final int RETRY_AFTER_SECONDS = 1;

    private final RequestPipeline pipeline;
    private final ClientConnection client;
    private final RequestId id = new RequestId();
    private final Attempt attempt;

    private @Nullable Exchange exchange;
    private @Nullable Route route;
    private @Nullable ServiceEdge service;
    private boolean attempted;
    private boolean bodiless;
    private boolean plainText;

    Conversation(RequestPipeline pipeline, ClientConnection client) {
        this.pipeline = pipeline;
        this.client = client;
        this.attempt = new Attempt(client, this, id, pipeline.timeouts());
    }

    @Override
    public void request(Http1RequestHead head, Exchange begun) {
        begin(begun);
        begun.named(id);
        id.of(head, client.loop().ids());
        bodiless = head.isHead();
        plainText = LocalReply.prefersPlainText(head);
        pipeline.handle(this, head, begun);
    }

    @Override
    public void refused(Exchange begun, Outcome why, String detail) {
        begin(begun);
        begun.named(id);
        id.make(client.loop().ids());
        bodiless = false;
        plainText = false;
        end(why, detail);
    }

    private void begin(Exchange begun) {
        exchange = begun;
        route = null;
        service = null;
        attempted = false;
    }

    void routed(Route by, ServiceEdge to) {
        route = by;
        service = to;
    }

    /** Makes the attempt; the exchange has its version. */
    void forward(Http1RequestHead head, ServiceEdge to) {
        Exchange now = exchange;
        if (now != null) {
            attempted = true;
            String passedOn = to.assigner().passedOn(now).orElse(null);
            attempt.begin(head, now, to.destination(now.versionIndex()), passedOn);
        }
    }

    /** Answers a link that forces a version. */
    void redirect(ForceRedirect to) {
        boolean stays = staysAfterOurs();
        answer(OwnAnswer.redirect(to, id.text(), stays, client.loop()), OwnAnswer.FOUND, stays);
    }

    /** Answers a request whose {@code Max-Forwards} ends here. */
    void arrivedHere(Http1RequestHead head) {
        boolean stays = staysAfterOurs();
        answer(OwnAnswer.lastHop(head, id.text(), stays, client.loop()), OwnAnswer.OK, stays);
    }

    private boolean staysAfterOurs() {
        return client.mayStay() && client.isHttp11();
    }

    private void answer(ByteBuf whole, int status, boolean stays) {
        client.write(whole);
        client.flush();
        conclude(Outcome.ANSWERED, status, pipeline.timeouts().nanos());
        client.finish(stays);
    }

    /**
     * Ends the exchange in hand, whatever it is doing: drops what it holds, tells the listeners, and answers the client
     * where no answer has begun. Nothing happens when it has ended.
     *
     * @param detail a sentence for people
     */
    void end(Outcome outcome, String detail) {
        Exchange ending = exchange;
        if (ending == null) {
            return;
        }
        boolean answering = attempted && attempt.isAnswerSent();
        if (attempted) {
            attempt.cancel();
        }
        boolean replies = !answering && outcome.status() != 0;
        byte[] fields = service == null ? NO_FIELDS : service.fields().onLocalReply(ending);
        conclude(
                outcome,
                answering ? ending.answerStatus() : outcome.status(),
                pipeline.timeouts().nanos());
        if (replies) {
            reply(outcome, detail, fields);
        } else {
            client.abort();
        }
    }

    /** The exchange ends here, once. */
    private void conclude(Outcome outcome, int status, long nowNanos) {
        Exchange ending = exchange;
        exchange = null;
        if (ending == null || !ending.end(outcome, status, nowNanos)) {
            return;
        }
        if (attempted) {
            ending.attemptEnded(outcome);
            pipeline.listener().attemptEnded(ending);
        }
        pipeline.listener().ended(ending);
    }

    private void reply(Outcome outcome, String detail, byte[] fields) {
        boolean stays = staysAfterOurs();
        LocalReply reply = new LocalReply(outcome, detail, id.text(), plainText, bodiless, !stays, RETRY_AFTER_SECONDS);
        LoopContext loop = client.loop();
        client.write(reply.write(loop.writer(), loop.date(), fields, loop.allocator()));
        client.flush();
        client.finish(stays);
    }

    @Override
    public void answered() {
        Exchange now = exchange;
        if (now != null) {
            pipeline.listener().answered(now);
        }
    }

    @Override
    public void completed(Outcome outcome, boolean stays) {
        Exchange now = exchange;
        if (now != null) {
            conclude(outcome, now.answerStatus(), pipeline.timeouts().recentNanos());
            client.finish(stays);
        }
    }

    @Override
    public void failed(Outcome outcome) {
        Exchange now = exchange;
        if (now != null && route != null && service != null && outcome.fault() == Fault.UPSTREAM) {
            FaultLog.Place place = new FaultLog.Place(
                    route.name().text(),
                    service.serviceName(),
                    service.versionName(now.versionIndex()),
                    attempt.endpoint());
            pipeline.faults().upstream(place, outcome);
        }
        end(outcome, outcome.title());
    }

    @Override
    public void failed(Outcome why, String detail) {
        end(why, detail);
    }

    @Override
    public void leave() {
        if (exchange != null && attempted) {
            attempt.leave();
        }
    }

    @Override
    public void crashed(Throwable cause) {
        pipeline.faults().bug(cause);
        end(Outcome.INTERNAL_ERROR, Outcome.INTERNAL_ERROR.title());
    }

    @Override
    public void body(ByteBuf bytes, boolean last) {
        attempt.body(bytes, last);
    }

    @Override
    public void burstEnded() {
        attempt.clientBurstEnded();
    }

    @Override
    public void writable() {
        attempt.clientWritable();
    }

    @Override
    public void inputEnded() {
        attempt.clientEnded();
    }
}
