package io.dimmer.wire.head;

import static org.assertj.core.api.Assertions.assertThat;

import io.dimmer.exchange.Outcome;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Parses request heads that are written as text: whole, byte by byte and in random pieces, with the same result. */
final class Requests {
    static final HeadLimits LIMITS = new HeadLimits(8 * 1024, 32 * 1024, 128);
    private static final int SPLITS = 5;

    private Requests() {}

    /** A head that must pass; lines are joined by CR LF, the empty line is added. */
    static Http1RequestHead accepted(String... lines) {
        return acceptedRaw(head(lines), LIMITS);
    }

    static Http1RequestHead acceptedRaw(String raw, HeadLimits limits) {
        RequestHeadParser parser = parsed(raw, limits);
        assertThat(status(parser, raw, limits)).as(raw).isEqualTo(ParseStatus.COMPLETE);
        return parser.head();
    }

    /** What is said about a head that must not pass. */
    static String refused(String... lines) {
        return refusedRaw(head(lines), LIMITS, Outcome.BAD_REQUEST);
    }

    static String refusedRaw(String raw, HeadLimits limits, Outcome outcome) {
        RequestHeadParser parser = parsed(raw, limits);
        assertThat(status(parser, raw, limits)).as(raw).isEqualTo(ParseStatus.REFUSED);
        assertThat(parser.refusal()).as(raw).isEqualTo(outcome);
        return parser.detail();
    }

    static String head(String... lines) {
        return String.join("\r\n", lines) + "\r\n\r\n";
    }

    static ByteBuf bytes(String raw) {
        return Unpooled.wrappedBuffer(raw.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The head as the upstream gets it. */
    static String forwarded(Http1RequestHead head) {
        ByteBuf out =
                new HeadWriter().begin().request(head).finish(Unpooled.buffer().alloc(), 0);
        try {
            return out.toString(StandardCharsets.ISO_8859_1);
        } finally {
            out.release();
        }
    }

    private static RequestHeadParser parsed(String raw, HeadLimits limits) {
        RequestHeadParser whole = new RequestHeadParser();
        String expected = describe(whole, whole.parse(bytes(raw), limits, 0));
        assertThat(inPieces(raw, limits, new Random(0), 1))
                .as("byte by byte: %s", raw)
                .isEqualTo(expected);
        for (int seed = 1; seed <= SPLITS; seed++) {
            assertThat(inPieces(raw, limits, new Random(seed), raw.length()))
                    .as("pieces: %s", raw)
                    .isEqualTo(expected);
        }
        return whole;
    }

    private static ParseStatus status(RequestHeadParser parser, String raw, HeadLimits limits) {
        return parser.parse(bytes(raw), limits, 0);
    }

    /** Parses what grows by 1 to {@code largest} bytes each time, until there is an answer or an end. */
    static String inPieces(String raw, HeadLimits limits, Random random, int largest) {
        RequestHeadParser parser = new RequestHeadParser();
        ByteBuf all = bytes(raw);
        int hint = 0;
        int arrived = 0;
        while (arrived < raw.length()) {
            arrived = Math.min(raw.length(), arrived + 1 + random.nextInt(largest));
            ParseStatus status = parser.parse(all.slice(0, arrived), limits, hint);
            if (status != ParseStatus.INCOMPLETE) {
                return describe(parser, status);
            }
            hint = parser.hint();
        }
        // A fault in the last line is looked for again at the line's end: there is none here.
        return describe(parser, parser.parse(all, limits, 0));
    }

    static String describe(RequestHeadParser parser, ParseStatus status) {
        return switch (status) {
            case INCOMPLETE -> "incomplete";
            case REFUSED -> parser.refusal() + ": " + parser.detail();
            case COMPLETE -> describe(parser.head());
        };
    }

    static String describe(Http1RequestHead head) {
        StringBuilder text = new StringBuilder();
        text.append(head.length()).append(' ').append(head.text(head.methodStart(), head.methodEnd()));
        text.append(' ').append(head.text(head.pathStart(), head.pathEnd()));
        text.append(" ? ").append(head.text(head.queryStart(), head.queryEnd()));
        text.append(" @ ").append(head.text(head.authorityStart(), head.authorityEnd()));
        text.append(" @ ").append(head.text(head.hostStart(), head.hostEnd()));
        text.append(' ').append(head.isHttp11()).append(head.keepAlive()).append(head.expectsContinue());
        text.append(' ').append(head.bodyKind()).append(head.bodyLength()).append(head.answerTo());
        text.append(head.keepsTrailers()).append(head.text(head.upgradeStart(), head.upgradeEnd()));
        for (int i = 0; i < head.fieldCount(); i++) {
            text.append('\n').append(head.passes(i)).append(' ');
            text.append(head.text(head.nameStart(i), head.nameEnd(i))).append('=');
            text.append(head.text(head.valueStart(i), head.valueEnd(i)));
        }
        return text.toString();
    }
}
