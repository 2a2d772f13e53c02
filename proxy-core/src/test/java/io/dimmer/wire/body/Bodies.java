package io.dimmer.wire.body;

import io.dimmer.wire.head.BodyKind;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Runs bytes through a framing, in pieces, and says what came out. */
final class Bodies {
    /** What came of a stream. */
    record Result(String handedOn, boolean ended, boolean invalid, int taken, long payload, boolean verbatim) {}

    private Bodies() {}

    static Result whole(BodyFraming framing, String stream) {
        return run(framing, stream, new Random(0), Integer.MAX_VALUE);
    }

    /** Pieces of 1 to {@code largest} bytes. */
    static Result run(BodyFraming framing, String stream, Random random, int largest) {
        ByteBuf all = Unpooled.wrappedBuffer(stream.getBytes(StandardCharsets.ISO_8859_1));
        StringBuilder handedOn = new StringBuilder();
        boolean verbatim = true;
        int at = 0;
        while (at < stream.length() && !framing.isEnded() && !framing.isInvalid()) {
            int size = largest == Integer.MAX_VALUE ? stream.length() : 1 + random.nextInt(largest);
            ByteBuf in = all.slice(at, Math.min(size, stream.length() - at));
            framing.walk(in);
            if (!framing.isInvalid()) {
                verbatim &= framing.isVerbatim();
                handedOn.append(handedOn(framing, in));
                at += framing.taken();
            }
        }
        return new Result(handedOn.toString(), framing.isEnded(), framing.isInvalid(), at, framing.payload(), verbatim);
    }

    private static String handedOn(BodyFraming framing, ByteBuf in) {
        if (framing.isVerbatim()) {
            return in.toString(0, framing.taken(), StandardCharsets.ISO_8859_1);
        }
        ByteBuf out = framing.rewritten(in, UnpooledByteBufAllocator.DEFAULT);
        try {
            return out.toString(StandardCharsets.ISO_8859_1);
        } finally {
            out.release();
        }
    }

    static BodyFraming chunked() {
        return of(BodyKind.CHUNKED, 0, false, true);
    }

    static BodyFraming decoded() {
        return of(BodyKind.CHUNKED, 0, true, true);
    }

    static BodyFraming of(BodyKind kind, long length, boolean decode, boolean keepTrailers) {
        BodyFraming framing = new BodyFraming();
        framing.begin(kind, length, decode, keepTrailers);
        return framing;
    }
}
