package io.dimmer.wire.oracle;

import io.dimmer.wire.body.BodyFraming;
import io.dimmer.wire.head.AnswerTo;
import io.dimmer.wire.head.BodyKind;
import io.dimmer.wire.head.HeadLimits;
import io.dimmer.wire.head.HeadWriter;
import io.dimmer.wire.head.Http1RequestHead;
import io.dimmer.wire.head.Http1ResponseHead;
import io.dimmer.wire.head.ParseStatus;
import io.dimmer.wire.head.RequestHeadParser;
import io.dimmer.wire.head.ResponseHeadParser;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Reads a stream as a listener or an upstream connection would: head, body, head, body, in pieces as they arrive. */
final class OurReader {
    private static final HeadLimits LIMITS = new HeadLimits(1 << 16, 1 << 16, 1000);

    private final RequestHeadParser requests = new RequestHeadParser();
    private final ResponseHeadParser answers = new ResponseHeadParser();
    private final BodyFraming framing = new BodyFraming();
    private final BodyFraming decoding = new BodyFraming();
    private final HeadWriter writer = new HeadWriter();

    /** Reads requests that arrive in pieces of 1 to {@code largest} bytes. */
    Reading requests(byte[] stream, Random pieces, int largest) {
        return new Run(stream, pieces, largest, null).read();
    }

    /** Reads answers to requests that are all of one kind. */
    Reading answers(byte[] stream, Random pieces, int largest, AnswerTo answerTo) {
        return new Run(stream, pieces, largest, answerTo).read();
    }

    private final class Run {
        private final ByteBuf all;
        private final Random pieces;
        private final int largest;
        private final AnswerTo answerTo;
        private final List<Message> messages = new ArrayList<>();
        private final StringBuilder forwarded = new StringBuilder();
        private int arrived;

        Run(byte[] stream, Random pieces, int largest, AnswerTo answerTo) {
            this.all =
                    UnpooledByteBufAllocator.DEFAULT.heapBuffer(stream.length).writeBytes(stream);
            this.pieces = pieces;
            this.largest = largest;
            this.answerTo = answerTo;
        }

        Reading read() {
            int hint = 0;
            while (true) {
                ParseStatus status = parse(hint);
                if (status == ParseStatus.REFUSED) {
                    return new Reading(messages, true, forwarded.toString());
                }
                if (status == ParseStatus.INCOMPLETE) {
                    hint = answerTo == null ? requests.hint() : answers.hint();
                    if (!more()) {
                        return new Reading(messages, false, forwarded.toString());
                    }
                    continue;
                }
                hint = 0;
                if (!message()) {
                    return new Reading(messages, isBroken(), forwarded.toString());
                }
            }
        }

        private boolean isBroken() {
            return framing.isInvalid();
        }

        private boolean more() {
            if (arrived == all.capacity()) {
                return false;
            }
            arrived = Math.min(all.capacity(), arrived + 1 + pieces.nextInt(largest));
            return true;
        }

        private ByteBuf readable() {
            return all.slice(all.readerIndex(), arrived - all.readerIndex());
        }

        private ParseStatus parse(int hint) {
            return answerTo == null
                    ? requests.parse(readable(), LIMITS, hint)
                    : answers.parse(readable(), LIMITS, hint, answerTo);
        }

        /** Takes the head just parsed and its body; false when the stream ends in it or is over. */
        private boolean message() {
            String start = answerTo == null ? request(requests.head()) : answer(answers.head());
            List<String> fields = answerTo == null ? Fields.of(requests.head()) : Fields.of(answers.head());
            boolean switches = answerTo != null && answers.head().isUpgrade();
            StringBuilder payload = new StringBuilder();
            boolean ended = !switches && body(payload);
            messages.add(new Message(start, fields, payload.toString(), List.of(), ended));
            return ended;
        }

        private String request(Http1RequestHead head) {
            String start = head.text(head.methodStart(), head.methodEnd()) + " " + Fields.target(head) + " HTTP/1."
                    + (head.isHttp11() ? "1" : "0");
            write(writer.begin().request(head));
            framing.begin(head);
            decoding.begin(head.bodyKind(), head.bodyLength(), true, true);
            all.skipBytes(head.length());
            return start;
        }

        private String answer(Http1ResponseHead head) {
            write(writer.begin().answer(head, true));
            framing.begin(head, true);
            decoding.begin(head.bodyKind(), head.bodyLength(), true, true);
            all.skipBytes(head.length());
            return "HTTP/1." + (head.isHttp11() ? "1 " : "0 ") + head.status();
        }

        private void write(HeadWriter written) {
            ByteBuf out = written.finish(UnpooledByteBufAllocator.DEFAULT, 0);
            forwarded.append(out.toString(StandardCharsets.ISO_8859_1));
            out.release();
        }

        private boolean body(StringBuilder payload) {
            while (true) {
                ByteBuf in = readable();
                framing.walk(in);
                decoding.walk(in);
                if (framing.isInvalid()) {
                    return false;
                }
                append(framing, in, forwarded);
                append(decoding, in, payload);
                all.skipBytes(framing.taken());
                if (framing.isEnded()) {
                    return true;
                }
                if (!more()) {
                    return false;
                }
            }
        }

        private void append(BodyFraming from, ByteBuf in, StringBuilder to) {
            if (from.isVerbatim()) {
                to.append(in.toString(in.readerIndex(), from.taken(), StandardCharsets.ISO_8859_1));
                return;
            }
            ByteBuf rewritten = from.rewritten(in, UnpooledByteBufAllocator.DEFAULT);
            to.append(rewritten.toString(StandardCharsets.ISO_8859_1));
            rewritten.release();
        }
    }

    /** True when the last answer ends with its connection. */
    boolean endsAtClose() {
        return answers.head().bodyKind() == BodyKind.UNTIL_CLOSE;
    }
}
