package io.dimmer.wire.head;

import static io.dimmer.wire.head.Requests.accepted;
import static io.dimmer.wire.head.Requests.forwarded;
import static org.assertj.core.api.Assertions.assertThat;

import io.dimmer.exchange.HeaderName;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadWriterTest {
    @Test
    void keepsOrderAndCaseOfWhatPasses() {
        String[] lines = {"GET /a?b HTTP/1.1", "host: a", "ACCEPT:*/*", "x-Custom:   spaced  ", "Cookie: a=b; c=d"};
        assertThat(forwarded(accepted(lines))).isEqualTo(Requests.head(lines));
    }

    @Test
    void leavesOutWhatEndsHere() {
        Http1RequestHead head = accepted(
                "GET / HTTP/1.1",
                "Connection: keep-alive, X-Hop",
                "Host: a",
                "X-Hop: 1",
                "Keep-Alive: timeout=5",
                "A: b",
                "Proxy-Connection: keep-alive",
                "TE: trailers",
                "Upgrade: h2c",
                "HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA",
                "X-Dimmer-Version: canary",
                "x-dimmer-reason: hash",
                "C: d");
        assertThat(forwarded(head)).isEqualTo(Requests.head("GET / HTTP/1.1", "Host: a", "A: b", "C: d"));
    }

    @Test
    void leavesOutWhatTheCallerDrops() {
        Http1RequestHead head = accepted("GET / HTTP/1.1", "Host: a", "A: 1", "B: 2", "a: 3", "C: 4");
        head.drop(HeaderName.of("A"));
        head.drop(5 - 1);
        assertThat(forwarded(head)).isEqualTo(Requests.head("GET / HTTP/1.1", "Host: a", "B: 2"));
    }

    @Test
    void writesTheFramingItUnderstood() {
        assertThat(forwarded(accepted("PUT / HTTP/1.1", "Transfer-Encoding: chunkeD", "Host: a")))
                .isEqualTo(Requests.head("PUT / HTTP/1.1", "Host: a", "Transfer-Encoding: chunked"));
        assertThat(forwarded(accepted("PUT / HTTP/1.1", "Content-Length: 12", "Host: a")))
                .isEqualTo(Requests.head("PUT / HTTP/1.1", "Content-Length: 12", "Host: a"));
    }

    /** Leading zeros are octal to some. */
    @Test
    void writesALengthWithLeadingZerosAnew() {
        assertThat(forwarded(accepted("PUT / HTTP/1.1", "Content-Length: 012", "Host: a")))
                .isEqualTo(Requests.head("PUT / HTTP/1.1", "Host: a", "Content-Length: 12"));
        assertThat(forwarded(accepted("PUT / HTTP/1.1", "Content-Length: 00", "Host: a")))
                .isEqualTo(Requests.head("PUT / HTTP/1.1", "Host: a", "Content-Length: 0"));
    }

    /** RFC 9110 §2.5: a proxy sends its own version; RFC 9112 §3.2: an empty Host where there is no authority. */
    @Test
    void speaksHttp11ToTheUpstream() {
        assertThat(forwarded(accepted("GET / HTTP/1.0", "A: b")))
                .isEqualTo(Requests.head("GET / HTTP/1.1", "Host: ", "A: b"));
        assertThat(forwarded(accepted("GET / HTTP/1.0", "Host: c", "A: b")))
                .isEqualTo(Requests.head("GET / HTTP/1.1", "Host: c", "A: b"));
    }

    @Test
    void carriesAnUpgradeOn() {
        Http1RequestHead head =
                accepted("GET / HTTP/1.1", "Host: a", "Connection: Upgrade", "Upgrade: h2c, websocket", "X: y");
        assertThat(head.answerTo()).isEqualTo(AnswerTo.UPGRADE);
        String written = text(new HeadWriter().begin().request(head).upgrade(head));
        assertThat(written)
                .isEqualTo(Requests.head(
                        "GET / HTTP/1.1", "Host: a", "X: y", "Connection: Upgrade", "Upgrade: websocket"));
    }

    @Test
    void writesFieldsOfItsOwn() {
        HeadWriter writer = new HeadWriter().begin().statusLine(503, "Service Unavailable");
        writer.field(HeaderNames.RETRY_AFTER, 12L).field(HeaderNames.VIA, "1.1 dimmer");
        writer.name(HeaderNames.X_REQUEST_ID).hex(0xABCL).endLine();
        byte[] bytes = "..value..".getBytes(StandardCharsets.US_ASCII);
        writer.field(HeaderNames.X_DIMMER_KEY, bytes, 2, 7).close().keepAlive();
        assertThat(text(writer))
                .isEqualTo(Requests.head(
                        "HTTP/1.1 503 Service Unavailable",
                        "Retry-After: 12",
                        "Via: 1.1 dimmer",
                        "X-Request-Id: 0000000000000abc",
                        "X-Dimmer-Key: value",
                        "Connection: close",
                        "Connection: keep-alive"));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 9, 10, 99, 100, 1234567890123L, Long.MAX_VALUE})
    void writesWholeNumbers(long number) {
        assertThat(text(new HeadWriter().begin().decimal(number))).isEqualTo(number + "\r\n");
    }

    @Test
    void letsNoTextEndALine() {
        assertThat(text(new HeadWriter().begin().field(HeaderNames.VIA, "a\r\nb: c\u0000€")))
                .isEqualTo("Via: a??b: c??\r\n\r\n");
    }

    @Test
    void growsForLargeHeads() {
        HeadWriter writer = new HeadWriter().begin();
        String value = "v".repeat(100);
        for (int i = 0; i < 200; i++) {
            writer.field(HeaderNames.COOKIE, value);
        }
        assertThat(text(writer)).hasSize(200 * ("Cookie: ".length() + 100 + 2) + 2);
    }

    @Test
    void forgetsTheHeadBefore() {
        HeadWriter writer = new HeadWriter();
        writer.begin().text("before");
        assertThat(text(writer.begin().text("after"))).isEqualTo("after\r\n");
    }

    static String text(HeadWriter writer) {
        ByteBuf out = writer.finish(UnpooledByteBufAllocator.DEFAULT, 10);
        try {
            assertThat(out.writableBytes()).isGreaterThanOrEqualTo(10);
            return out.toString(StandardCharsets.ISO_8859_1);
        } finally {
            out.release();
        }
    }
}
