package io.dimmer.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.dimmer.exchange.TextHead;
import io.dimmer.wire.head.AnswerTo;
import io.dimmer.wire.head.HeadLimits;
import io.dimmer.wire.head.Http1ResponseHead;
import io.dimmer.wire.head.ParseStatus;
import io.dimmer.wire.head.ResponseHeadParser;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeadFactsTest {
    private final ResponseHeadParser parser = new ResponseHeadParser();

    private Http1ResponseHead head(String field) {
        ByteBuf in = Unpooled.copiedBuffer(
                "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n" + field + "\r\n\r\n", StandardCharsets.ISO_8859_1);
        assertThat(parser.parse(in, HeadLimits.ANSWERS, 0, AnswerTo.OTHER)).isEqualTo(ParseStatus.COMPLETE);
        return parser.head();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, true",
        "HEAD, true",
        "PUT, true",
        "DELETE, true",
        "OPTIONS, true",
        "TRACE, true",
        "POST, false",
        "PATCH, false",
        "GETS, false",
        "get, false"
    })
    void knowsWhatMayBeSentTwice(String method, boolean idempotent) {
        assertThat(HeadFacts.isIdempotent(TextHead.of(method, "/", "a", List.of())))
                .isEqualTo(idempotent);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Keep-Alive: timeout=5 | 5",
                "keep-alive: max=100, timeout=72 | 72",
                "Keep-Alive: timeout=5, max=100 | 5",
                "Keep-Alive: max=100 | -1",
                "Keep-Alive: timeout=x | -1",
                "Keep-Alive: timeout= | -1",
                "Keep-Alive: timeout=99999999999 | 999999999",
                "X-Other: timeout=5 | -1"
            })
    void readsHowLongAConnectionIsKept(String field, long seconds) {
        assertThat(HeadFacts.keptSeconds(head(field))).isEqualTo(seconds);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Content-Type: text/event-stream | true",
                "Content-Type: text/event-stream; charset=utf-8 | true",
                "Content-Type: text/html | false",
                "X-Type: text/event-stream | false"
            })
    void knowsStreamsOfEvents(String field, boolean stream) {
        assertThat(HeadFacts.isEventStream(head(field))).isEqualTo(stream);
    }
}
