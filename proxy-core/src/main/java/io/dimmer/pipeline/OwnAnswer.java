package io.dimmer.pipeline;

import io.dimmer.assign.ForceRedirect;
import io.dimmer.exchange.HeaderName;
import io.dimmer.exchange.Outcome;
import io.dimmer.wire.LoopContext;
import io.dimmer.wire.head.HeadWriter;
import io.dimmer.wire.head.HeaderNames;
import io.dimmer.wire.head.HeaderSet;
import io.dimmer.wire.head.Http1RequestHead;
import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.util.List;

/**
 * Answers that are ours and no errors: the way to a link's target with the force cookie, and what whoever is the last to
 * get an OPTIONS or TRACE says (RFC 9110 §7.6.2). Stateless.
 */
final class OwnAnswer {
    private static final byte[] NOTHING = {};
    private static final byte[] LINE_END = {'\r', '\n'};
    private static final HeaderName LOCATION = HeaderName.of("Location");
    private static final HeaderName CACHE_CONTROL = HeaderName.of("Cache-Control");

    /** What TRACE gives back: of the rest nobody but its owner knows what is secret in it (RFC 9110 §9.3.8). */
    private static final HeaderSet TOLD =
            HeaderSet.of(List.of(HeaderNames.HOST, HeaderNames.VIA, HeaderNames.MAX_FORWARDS));

    /** The status of a redirect. */
    static final int FOUND = 302;

    /** The status of an answer in the upstream's place. */
    static final int OK = 200;

    private OwnAnswer() {}

    static ByteBuf redirect(ForceRedirect to, String requestId, boolean stays, LoopContext loop) {
        HeadWriter writer = loop.writer()
                .begin()
                .statusLine(FOUND, "Found")
                .raw(loop.date())
                .field(LOCATION, to.location())
                .field(HeaderNames.SET_COOKIE, to.setCookie())
                .field(CACHE_CONTROL, "no-store")
                .field(HeaderNames.CONTENT_LENGTH, 0);
        return finish(writer, requestId, stays, loop, 0);
    }

    /** To OPTIONS nothing, for what the service allows is not ours to say; to TRACE what arrived. */
    static ByteBuf lastHop(Http1RequestHead head, String requestId, boolean stays, LoopContext loop) {
        byte[] content = head.isTrace() ? trace(head) : NOTHING;
        HeadWriter writer = loop.writer().begin().statusLine(OK, "OK").raw(loop.date());
        if (content.length > 0) {
            writer.field(HeaderNames.CONTENT_TYPE, "message/http");
        }
        writer.field(CACHE_CONTROL, "no-store").field(HeaderNames.CONTENT_LENGTH, content.length);
        return finish(writer, requestId, stays, loop, content.length).writeBytes(content);
    }

    private static byte[] trace(Http1RequestHead head) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(head.bytes(), head.methodStart(), head.firstLineEnd() - head.methodStart());
        for (int field = 0; field < head.fieldCount(); field++) {
            if (TOLD.indexOf(head, field) != HeaderSet.NONE) {
                out.write(head.bytes(), head.nameStart(field), head.valueEnd(field) - head.nameStart(field));
                out.writeBytes(LINE_END);
            }
        }
        out.writeBytes(LINE_END);
        return out.toByteArray();
    }

    private static ByteBuf finish(HeadWriter writer, String requestId, boolean stays, LoopContext loop, int room) {
        writer.field(HeaderNames.X_REQUEST_ID, requestId).field(HeaderNames.X_DIMMER_OUTCOME, Outcome.ANSWERED.word());
        if (!stays) {
            writer.close();
        }
        return writer.finish(loop.allocator(), room);
    }
}
