package io.dimmer.forward;

import io.dimmer.config.service.TimeoutsSpec;
import io.dimmer.exchange.Exchange;
import io.dimmer.exchange.Outcome;
import io.dimmer.upstream.Cuttable;
import io.dimmer.upstream.LocalUpstream;
import io.dimmer.upstream.Running;
import io.dimmer.upstream.connect.Lease;
import io.dimmer.upstream.connect.LeaseHolder;
import io.dimmer.wire.ClientStream;
import io.dimmer.wire.head.BodyKind;
import io.dimmer.wire.head.Http1RequestHead;
import io.dimmer.wire.head.Http1ResponseHead;
import io.dimmer.wire.timeout.Timeout;
import io.dimmer.wire.timeout.Timeouts;
import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of an exchange at an upstream: asks for a lease, sends the request, relays the answer, each side only as
 * fast as the other takes it. One for each client's connection, begun anew for each of its exchanges; confined to its
 * event loop; allocates nothing.
 *
 * <p>A request goes out a second time, on a fresh connection and as the same attempt, only when all of this holds: the
 * connection had served before, it closed before a single byte of an answer, the request has no body, and its method is
 * idempotent (RFC 9110 §9.2.2): the upstream was closing a connection that it thought idle (RFC 9112 §9.3.1).
 */
public final class Attempt implements LeaseHolder, Cuttable {
    private final ClientStream client;
    private final AttemptOwner owner;
    private final RequestId id;
    private final Timeouts timeouts;
    private final UpstreamHead upstreamHead;
    private final Outgoing outgoing = new Outgoing();
    private final Answer answer;
    private final Running running = new Running(this);
    private final Timeout timer = Timeout.of(this::tookTooLong);
    private final Timeout total;

    private @Nullable Exchange exchange;
    private @Nullable Destination destination;
    private @Nullable Lease lease;
    private @Nullable Tunnel tunnel;
    private boolean leaving;

    /**
     * For a client's connection.
     *
     * @param id of the request in hand
     */
    public Attempt(ClientStream client, AttemptOwner owner, RequestId id, Timeouts timeouts) {
        this.client = client;
        this.owner = owner;
        this.id = id;
        this.timeouts = timeouts;
        this.upstreamHead = new UpstreamHead(client);
        this.answer = new Answer(this, client, id);
        this.total = Timeout.of(() -> owner.failed(Outcome.DEADLINE_SPENT));
    }

    /**
     * Begins. The head is used within this call only.
     *
     * @param passedOn value of the force header for the upstream, null for none
     */
    public void begin(Http1RequestHead head, Exchange of, Destination to, @Nullable String passedOn) {
        exchange = of;
        destination = to;
        leaving = false;
        LocalUpstream upstream = to.upstream().on(client.loop());
        upstream.enter(running);
        boolean bodiless = head.bodyKind() == BodyKind.NONE;
        int room = bodiless ? 0 : Math.min(client.buffered(), Answer.COPY_LIMIT);
        ByteBuf written = upstreamHead.write(head, of, to.fields(), id, passedOn, room);
        outgoing.begin(to.introduction(of, client), written, bodiless, bodiless && HeadFacts.isIdempotent(head));
        answer.begin(head);
        if (to.timeouts().total().isPresent()) {
            timeouts.of(to.timeouts().total().get()).start(total);
        }
        acquire(upstream, to.isPrivate());
    }

    private void acquire(LocalUpstream upstream, boolean fresh) {
        Lease taken = upstream.lease(this, fresh);
        lease = taken;
        if (taken == null) {
            owner.failed(Outcome.NO_CAPACITY);
        } else if (taken.isConnected()) {
            send(taken);
        } else {
            start(terms().connect());
        }
    }

    @Override
    public void connected() {
        timer.stop();
        timeouts.nanos();
        send(lease());
    }

    @Override
    public void connectFailed() {
        owner.failed(Outcome.CONNECT_FAILED);
    }

    /** Sends to a connection that is there; the clock was asked in this call. */
    private void send(Lease to) {
        if (!outgoing.isEnded()) {
            // What is here already goes out with the head: now, or as soon as the client's connection comes to it.
            client.readBody();
        }
        if (lease != to) {
            return;
        }
        if (client.buffered() == 0 || outgoing.isEnded()) {
            outgoing.sendHead(to);
        }
        if (outgoing.isEnded()) {
            timeouts.of(terms().response()).startRecent(timer);
        }
        to.read();
        outgoing.flush(to);
    }

    /**
     * A piece of the request's body, or of what a tunnel carries.
     *
     * @param bytes taken
     * @param last true when the request has ended
     */
    public void body(ByteBuf bytes, boolean last) {
        Lease to = lease;
        if (tunnel != null) {
            tunnel.fromClient(bytes);
        } else if (to == null || outgoing.isClosed()) {
            bytes.release();
        } else {
            outgoing.body(bytes, last, to);
            goOn(last, to);
        }
    }

    private void goOn(boolean ended, Lease to) {
        if (ended) {
            if (!answer.isHeadSeen()) {
                start(terms().response());
            }
        } else if (to.isWritable()) {
            client.readBody();
        } else if (!answer.isHeadSeen()) {
            start(terms().idle());
        }
    }

    /** The client's bytes for now have been handed over. */
    public void clientBurstEnded() {
        Lease to = lease;
        if (tunnel != null) {
            tunnel.flush();
        } else if (to != null) {
            outgoing.flush(to);
        }
    }

    /** The client takes more again. */
    public void clientWritable() {
        if (tunnel != null) {
            tunnel.clientWritable();
        } else if (lease != null) {
            answer.clientWritable();
        }
    }

    /** The client closed its half of a tunnel. */
    public void clientEnded() {
        if (tunnel != null) {
            tunnel.clientEnded();
        }
    }

    @Override
    public void writable() {
        if (!outgoing.isEnded() && !outgoing.isClosed()) {
            if (!answer.isHeadSeen()) {
                timer.stop();
            }
            client.readBody();
            clientBurstEnded();
        }
    }

    @Override
    public void outputClosed() {
        outgoing.close();
        if (!outgoing.isEnded() && !answer.isHeadSeen()) {
            start(terms().response());
        }
    }

    @Override
    public void received(ByteBuf bytes) {
        outgoing.answerBegan();
        answer.received(bytes);
    }

    @Override
    public void burstEnded() {
        answer.flush();
    }

    void readMore() {
        lease().read();
    }

    void readMoreBody() {
        start(terms().idle());
        lease().read();
    }

    boolean isRequestEnded() {
        return outgoing.isEnded();
    }

    /** The final head of the answer arrived. */
    Exchange answered(Http1ResponseHead head, boolean switching) {
        timer.stop();
        Exchange now = Objects.requireNonNull(exchange);
        now.answered(head.status(), timeouts.nanos());
        if (switching || HeadFacts.isEventStream(head)) {
            now.markStream();
        }
        long kept = HeadFacts.keptSeconds(head);
        if (kept != HeadFacts.NONE) {
            lease().keepFor(kept);
        }
        owner.answered();
        return now;
    }

    /** The answer ended in order; everything of it has been written. */
    void complete(boolean surplus) {
        client.flush();
        timeouts.nanos(); // Now everything of this exchange ends, and the waiting for the next one begins.
        boolean clean = outgoing.isEnded() && answer.upstreamStays() && !surplus;
        boolean stays = outgoing.isEnded() && answer.clientStays();
        end(clean);
        owner.completed(answer.outcome(), stays);
    }

    /** The connection becomes a tunnel; both buffers are taken. */
    void openTunnel(ByteBuf head, ByteBuf rest, boolean webSocket) {
        client.write(head);
        client.becomeTunnel();
        Tunnel opened = new Tunnel(client, lease(), timeouts.of(terms().idle()), this);
        opened.farewell(webSocket ? new Farewell(client, timeouts.of(Farewell.PATIENCE)) : null);
        tunnel = opened;
        opened.open(rest);
        if (leaving && tunnel == opened) {
            opened.leave();
        }
    }

    /** A tunnel ended in order. */
    void tunnelClosed() {
        timeouts.nanos();
        cancel();
        owner.completed(Outcome.ANSWERED, false);
    }

    void fail(Outcome why) {
        owner.failed(why);
    }

    @Override
    public void inputEnded() {
        if (!answer.isHeadSeen()) {
            lost();
        } else if (answer.endsAtClose()) {
            complete(true);
        } else {
            owner.failed(Outcome.RESPONSE_TRUNCATED);
        }
    }

    @Override
    public void broken() {
        if (answer.isHeadSeen()) {
            owner.failed(Outcome.RESPONSE_TRUNCATED);
        } else {
            lost();
        }
    }

    /** The connection went before an answer. */
    private void lost() {
        if (!outgoing.mayResend()) {
            owner.failed(Outcome.CONNECTION_RESET);
            return;
        }
        timer.stop();
        timeouts.nanos();
        outgoing.rewind();
        lease().release(false);
        acquire(destination().upstream().on(client.loop()), true);
    }

    @Override
    public void crashed(Throwable cause) {
        owner.crashed(cause);
    }

    @Override
    public void cut(Outcome why) {
        owner.failed(why);
    }

    @Override
    public void leave() {
        Tunnel open = tunnel;
        leaving = exchange != null;
        if (open != null) {
            open.leave();
        } else if (lease != null && answer.mayLeave()) {
            answer.leave();
        }
    }

    /** It has been asked to leave. */
    boolean isLeaving() {
        return leaving;
    }

    /** Drops everything that is held: the lease, the buffers, the place in the list of what runs. */
    public void cancel() {
        end(false);
    }

    private void end(boolean clean) {
        timer.stop();
        total.stop();
        running.leave();
        outgoing.clear();
        answer.clear();
        if (exchange != null) {
            exchange.transferred(answer.payload());
        }
        if (tunnel != null) {
            tunnel.stop();
            tunnel = null;
        }
        Lease held = lease;
        boolean again = clean && destination != null && !destination.isPrivate();
        lease = null;
        exchange = null;
        destination = null;
        if (held != null) {
            held.release(again);
        }
    }

    /** True when bytes of the final answer have been sent to the client. */
    public boolean isAnswerSent() {
        return answer.isSent();
    }

    /** The endpoint that it went to, for the log. */
    public String endpoint() {
        return lease == null ? "none" : lease.endpoint();
    }

    private void start(Duration limit) {
        timeouts.of(limit).start(timer);
    }

    private Lease lease() {
        return Objects.requireNonNull(lease);
    }

    Destination destination() {
        return Objects.requireNonNull(destination);
    }

    private TimeoutsSpec terms() {
        return destination().timeouts();
    }

    private void tookTooLong() {
        if (!lease().isConnected()) {
            owner.failed(Outcome.CONNECT_TIMEOUT);
        } else if (!answer.isHeadSeen()) {
            owner.failed(Outcome.RESPONSE_TIMEOUT);
        } else if (!answer.isPaused()) {
            owner.failed(Outcome.RESPONSE_TRUNCATED);
        }
    }
}
