package io.dimmer.forward;

import io.dimmer.wire.body.BodyFraming;
import java.nio.charset.StandardCharsets;

/** Where a stream of server-sent events may end: behind an empty line (HTML Standard §9.2.5). Stateless. */
final class EventStream {
    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int TWO_LF = 0x0A0A;
    private static final int TWO_CR = 0x0D0D;
    private static final int LF_CR_LF = 0x0A0D0A;

    private EventStream() {}

    /** True when nobody would miss anything: between two events, and where the message can be ended. */
    static boolean mayEnd(BodyFraming framing) {
        int tail = framing.tail();
        boolean between =
                tail == 0 || (tail & 0xFFFF) == TWO_LF || (tail & 0xFFFF) == TWO_CR || (tail & 0xFFFFFF) == LF_CR_LF;
        return between && framing.mayEndHere();
    }

    /** What ends a message in chunks. */
    static byte[] lastChunk() {
        return LAST_CHUNK.clone();
    }
}
