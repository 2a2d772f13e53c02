package io.dimmer.wire.oracle;

import io.dimmer.wire.head.AnswerTo;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads a stream with Netty's decoder as it comes, only its limits of size raised to ours. */
final class OracleReader {
    private static final int LIMIT = (1 << 16) + 16;

    private final List<Message> messages = new ArrayList<>();
    private final StringBuilder payload = new StringBuilder();
    private String start = "";
    private List<String> fields = List.of();
    private boolean open;
    private boolean refused;

    private OracleReader() {}

    static Reading requests(byte[] stream) {
        return new OracleReader().read(stream, new RequestOracle());
    }

    static Reading answers(byte[] stream, AnswerTo answerTo) {
        return new OracleReader().read(stream, new AnswerOracle(answerTo));
    }

    /** What the decoder of a client learns from its requests. */
    private static boolean isEmpty(HttpResponse answer, AnswerTo answerTo) {
        boolean success = answer.status().codeClass() == HttpStatusClass.SUCCESS;
        return answerTo == AnswerTo.HEAD || (answerTo == AnswerTo.CONNECT && success);
    }

    private static HttpDecoderConfig config() {
        return new HttpDecoderConfig().setMaxInitialLineLength(LIMIT).setMaxHeaderSize(LIMIT);
    }

    /** As {@code ByteToMessageDecoder} does it, without the costs of a channel. */
    private Reading read(byte[] stream, Decoding decoder) {
        ByteBuf in = Unpooled.wrappedBuffer(stream);
        List<Object> out = new ArrayList<>();
        int before = -1;
        while (in.isReadable() && !refused && (in.readerIndex() != before || !out.isEmpty())) {
            before = in.readerIndex();
            out.clear();
            decoder.step(in, out);
            out.forEach(this::take);
        }
        decoder.end();
        if (open) {
            messages.add(new Message(start, fields, payload.toString(), List.of(), false));
        }
        return new Reading(messages, refused, "");
    }

    /** One call of a decoder; it never looks at its context. */
    private interface Decoding {
        void step(ByteBuf in, List<Object> out);

        void end();
    }

    private static final class RequestOracle extends HttpRequestDecoder implements Decoding {
        RequestOracle() {
            super(config());
        }

        @Override
        public void step(ByteBuf in, List<Object> out) {
            try {
                decode(null, in, out);
            } catch (Exception e) {
                throw new AssertionError("the oracle failed", e);
            }
        }

        @Override
        public void end() {
            try {
                handlerRemoved0(null);
            } catch (Exception e) {
                throw new AssertionError("the oracle failed", e);
            }
        }
    }

    private static final class AnswerOracle extends HttpResponseDecoder implements Decoding {
        private final AnswerTo answerTo;

        AnswerOracle(AnswerTo answerTo) {
            super(config());
            this.answerTo = answerTo;
        }

        @Override
        protected boolean isContentAlwaysEmpty(HttpMessage message) {
            return isEmpty((HttpResponse) message, answerTo) || super.isContentAlwaysEmpty(message);
        }

        @Override
        public void step(ByteBuf in, List<Object> out) {
            try {
                decode(null, in, out);
            } catch (Exception e) {
                throw new AssertionError("the oracle failed", e);
            }
        }

        @Override
        public void end() {
            try {
                handlerRemoved0(null);
            } catch (Exception e) {
                throw new AssertionError("the oracle failed", e);
            }
        }
    }

    /** After a switch of protocols there are bare bytes among them, which say nothing. */
    private void take(Object decoded) {
        if (decoded instanceof HttpObject object) {
            take(object);
        }
        ReferenceCountUtil.release(decoded);
    }

    private void take(HttpObject object) {
        refused = object.decoderResult().isFailure();
        if (refused) {
            return;
        }
        if (object instanceof HttpMessage message) {
            begin(message);
        }
        if (object instanceof HttpContent content) {
            payload.append(content.content().toString(StandardCharsets.ISO_8859_1));
        }
        if (object instanceof LastHttpContent last) {
            messages.add(new Message(start, fields, payload.toString(), text(last.trailingHeaders()), true));
            open = false;
        }
    }

    private void begin(HttpMessage message) {
        open = true;
        payload.setLength(0);
        if (message instanceof HttpRequest request) {
            start = request.method() + " " + request.uri() + " " + request.protocolVersion();
        } else if (message instanceof HttpResponse answer) {
            start = answer.protocolVersion() + " " + answer.status().code();
        }
        fields = text(message.headers());
    }

    private static List<String> text(HttpHeaders headers) {
        List<String> lines = new ArrayList<>();
        for (Map.Entry<String, String> field : headers) {
            lines.add(field.getKey() + ": " + field.getValue());
        }
        return lines;
    }
}
