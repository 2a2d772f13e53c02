package io.dimmer.forward;

import io.dimmer.exchange.Exchange;
import io.dimmer.exchange.HeaderName;
import io.dimmer.wire.ClientPeer;
import io.dimmer.wire.ClientStream;
import io.dimmer.wire.LoopContext;
import io.dimmer.wire.RequestIds;
import io.dimmer.wire.head.HeadWriter;
import io.dimmer.wire.head.HeaderNames;
import io.dimmer.wire.head.HeaderSet;
import io.dimmer.wire.head.Http1RequestHead;
import io.netty.buffer.ByteBuf;
import java.net.Inet6Address;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The head that an upstream gets: what the client sent, without what does not pass, with what was decided.
 *
 * <p>Forwarding fields are believed only from a trusted peer: then {@code X-Forwarded-For} and {@code Forwarded} (RFC
 * 7239) grow by the peer and the others stay; what is not believed is replaced, or goes. Stateless but for one pass over a head.
 */
final class UpstreamHead {
    private static final HeaderSet LOOKED_AT = HeaderSet.of(List.of(
            HeaderNames.X_FORWARDED_FOR,
            HeaderNames.X_FORWARDED_PROTO,
            HeaderNames.X_FORWARDED_HOST,
            HeaderNames.X_FORWARDED_PORT,
            HeaderNames.FORWARDED,
            HeaderNames.TRACEPARENT,
            HeaderNames.TRACESTATE,
            HeaderNames.EXPECT));
    private static final int FOR = 0;
    private static final int PROTO = 1;
    private static final int HOST = 2;
    private static final int PORT = 3;
    private static final int FORWARDED = 4;
    private static final int TRACEPARENT = 5;
    private static final int TRACESTATE = 6;
    private static final int EXPECT = 7;

    private static final byte[] VIA_11 = ascii("Via: 1.1 dimmer\r\n");
    private static final byte[] VIA_10 = ascii("Via: 1.0 dimmer\r\n");
    private static final byte[] PROTO_HTTP = ascii("X-Forwarded-Proto: http\r\n");

    private final ClientStream client;

    /** For each of {@code LOOKED_AT}: how many the head has. */
    private final byte[] seen = new byte[8];

    UpstreamHead(ClientStream client) {
        this.client = client;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Writes it.
     *
     * @param passedOn value of the force header for the upstream, null for none
     * @param room for bytes of the body behind it
     * @return a buffer that the caller owns
     */
    ByteBuf write(
            Http1RequestHead head,
            Exchange exchange,
            ServiceFields fields,
            RequestId id,
            @Nullable String passedOn,
            int room) {
        LoopContext loop = client.loop();
        boolean cutCookie =
                fields.forceCookie().isPresent() && fields.forceCookie().get().isIn(head);
        look(head);
        dropForwarding(head);
        boolean newTrace = dropTrace(head);
        dropIf(!fields.isForceHeaderOurs(), head, fields.forceHeader());
        if (cutCookie) {
            fields.forceCookie().get().drop(head);
        }
        HeadWriter writer = loop.writer().begin().request(head);
        if (cutCookie) {
            fields.forceCookie().get().writeRest(head, writer);
        }
        writeForwarding(head, exchange, writer);
        writeIds(writer, loop.ids(), id, newTrace);
        writer.raw(fields.toUpstream(exchange));
        writeOrders(head, exchange, fields, passedOn, writer);
        return writer.finish(loop.allocator(), room);
    }

    private void look(Http1RequestHead head) {
        Arrays.fill(seen, (byte) 0);
        for (int field = 0; field < head.fieldCount(); field++) {
            int which = LOOKED_AT.indexOf(head, field);
            if (which != HeaderSet.NONE && seen[which] < Byte.MAX_VALUE) {
                seen[which]++;
            }
        }
    }

    private void dropForwarding(Http1RequestHead head) {
        dropIf(seen[FOR] > 0, head, HeaderNames.X_FORWARDED_FOR);
        dropIf(seen[FORWARDED] > 0, head, HeaderNames.FORWARDED);
        if (!client.peer().isXForwardedBelieved()) {
            head.dropForwarding();
        }
        // A client of HTTP/1.0 cannot wait for 100 (RFC 9110 §10.1.1).
        dropIf(seen[EXPECT] > 0 && !head.isHttp11(), head, HeaderNames.EXPECT);
    }

    /** True when a new trace begins here: then the state of another one does not pass either. */
    private boolean dropTrace(Http1RequestHead head) {
        if (seen[TRACEPARENT] == 1 && isTraceKept(head)) {
            return false;
        }
        dropIf(seen[TRACEPARENT] > 0, head, HeaderNames.TRACEPARENT);
        dropIf(seen[TRACESTATE] > 0, head, HeaderNames.TRACESTATE);
        return true;
    }

    private static boolean isTraceKept(Http1RequestHead head) {
        int field = head.find(HeaderNames.TRACEPARENT, 0);
        return RequestIds.isWellFormedTraceParent(head.bytes(), head.valueStart(field), head.valueEnd(field));
    }

    private static void dropIf(boolean there, Http1RequestHead head, HeaderName name) {
        if (there) {
            head.drop(name);
        }
    }

    private void writeForwarding(Http1RequestHead head, Exchange exchange, HeadWriter writer) {
        boolean trusted = client.peer().isXForwardedBelieved();
        if (client.peer().isTrusted()) {
            writeTrusted(head, exchange, trusted, writer);
        } else {
            writer.raw(client.peer().forwardedFields());
        }
        boolean hasHost = head.authorityEnd() > head.authorityStart();
        if (hasHost && (!trusted || seen[HOST] == 0)) {
            writer.field(HeaderNames.X_FORWARDED_HOST, head.bytes(), head.authorityStart(), head.authorityEnd());
        }
        writer.raw(head.isHttp11() ? VIA_11 : VIA_10);
    }

    private void writeTrusted(Http1RequestHead head, Exchange exchange, boolean listed, HeadWriter writer) {
        ClientPeer peer = client.peer();
        writer.name(HeaderNames.X_FORWARDED_FOR);
        if (listed && seen[FOR] > 0) {
            writeAll(head, HeaderNames.X_FORWARDED_FOR, writer);
        } else if (!exchange.client().equals(peer.address())) {
            // Told by Forwarded alone.
            writer.text(exchange.client().getHostAddress()).text(", ");
        }
        writer.raw(peer.forwardedFields(), peer.textStart(), peer.textEnd()).endLine();
        if (!listed || seen[PROTO] == 0) {
            writer.raw(PROTO_HTTP);
        }
        if (!listed || seen[PORT] == 0) {
            writer.field(HeaderNames.X_FORWARDED_PORT, peer.port());
        }
        if (seen[FORWARDED] > 0 && peer.isForwardedBelieved()) {
            writer.name(HeaderNames.FORWARDED);
            writeAll(head, HeaderNames.FORWARDED, writer);
            writeNode(peer, writer);
            writer.endLine();
        }
    }

    /** The values of all fields of that name, each with a comma behind it. */
    private static void writeAll(Http1RequestHead head, HeaderName name, HeadWriter writer) {
        int field = head.find(name, 0);
        while (field >= 0) {
            if (head.valueEnd(field) > head.valueStart(field)) {
                writer.raw(head.bytes(), head.valueStart(field), head.valueEnd(field))
                        .text(", ");
            }
            field = head.find(name, field + 1);
        }
    }

    /** Our element of {@code Forwarded}: who connected (RFC 7239 §6). */
    private static void writeNode(ClientPeer peer, HeadWriter writer) {
        boolean six = peer.address() instanceof Inet6Address;
        writer.text(six ? "for=\"[" : "for=").raw(peer.forwardedFields(), peer.textStart(), peer.textEnd());
        writer.text(six ? "]\";proto=http" : ";proto=http");
    }

    private static void writeIds(HeadWriter writer, RequestIds ids, RequestId id, boolean newTrace) {
        if (newTrace) {
            writer.name(HeaderNames.TRACEPARENT);
            ids.writeTraceParent(writer);
            writer.endLine();
        }
        if (id.isMade()) {
            id.writeField(writer);
        }
    }

    private static void writeOrders(
            Http1RequestHead head,
            Exchange exchange,
            ServiceFields fields,
            @Nullable String passedOn,
            HeadWriter writer) {
        if (passedOn != null) {
            writer.field(fields.forceHeader(), passedOn);
        }
        if (exchange.isRun() && fields.isPassedOn()) {
            int run = head.find(HeaderNames.X_DIMMER_RUN, 0);
            writer.field(HeaderNames.X_DIMMER_RUN, head.bytes(), head.valueStart(run), head.valueEnd(run));
        }
        if (head.isUpgrade()) {
            writer.upgrade(head);
        }
    }
}
