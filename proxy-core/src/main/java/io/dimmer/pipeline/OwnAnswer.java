package io.dimmer.pipeline;

import io.dimmer.assign.ForceRedirect;
import io.dimmer.exchange.HeaderName;
import io.dimmer.exchange.Outcome;
import io.dimmer.wire.LoopContext;
import io.dimmer.wire.head.HeadWriter;
import io.dimmer.wire.head.HeaderNames;
import io.netty.buffer.ByteBuf;

/** The answer that is ours and no error: the way to a link's target with the force cookie. Stateless. */
final class OwnAnswer {
    private static final HeaderName LOCATION = HeaderName.of("Location");
    private static final HeaderName CACHE_CONTROL = HeaderName.of("Cache-Control");

    /** What the client sees. */
    static final int FOUND = 302;

    private OwnAnswer() {}

    static ByteBuf redirect(ForceRedirect to, String requestId, boolean stays, LoopContext loop) {
        HeadWriter writer = loop.writer()
                .begin()
                .statusLine(FOUND, "Found")
                .field(LOCATION, to.location())
                .field(HeaderNames.SET_COOKIE, to.setCookie())
                .field(CACHE_CONTROL, "no-store")
                .field(HeaderNames.CONTENT_LENGTH, 0)
                .field(HeaderNames.X_REQUEST_ID, requestId)
                .field(HeaderNames.X_DIMMER_OUTCOME, Outcome.ANSWERED.word());
        if (!stays) {
            writer.close();
        }
        return writer.finish(loop.allocator(), 0);
    }
}
