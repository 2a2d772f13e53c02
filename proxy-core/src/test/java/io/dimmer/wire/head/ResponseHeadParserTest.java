package io.dimmer.wire.head;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers, as strictly as requests; RFC 9112 §4 and §6.3. */
class ResponseHeadParserTest {
    private static final HeadLimits LIMITS = new HeadLimits(200, 2000, 20);

    @Test
    void findsTheSpansOfAPlainAnswer() {
        Http1ResponseHead head = accepted(AnswerTo.OTHER, "HTTP/1.1 404 Not Found here", "A: b", "Content-Length: 12");
        assertThat(head.status()).isEqualTo(404);
        assertThat(text(head, head.reasonStart(), head.reasonEnd())).isEqualTo("Not Found here");
        assertThat(head.bodyKind()).isEqualTo(BodyKind.LENGTH);
        assertThat(head.bodyLength()).isEqualTo(12);
        assertThat(head.keepAlive()).isTrue();
        assertThat(head.isHttp11()).isTrue();
        assertThat(head.find(HeaderNames.CONTENT_LENGTH, 0)).isEqualTo(1);
        assertThat(head.find(HeaderNames.CONTENT_LENGTH, 2)).isEqualTo(-1);
    }

    @ParameterizedTest
    @CsvSource({
        "OTHER, 200, Content-Length: 5, LENGTH, true",
        "OTHER, 200, Content-Length: 0, NONE, true",
        "OTHER, 200, Transfer-Encoding: chunked, CHUNKED, true",
        "OTHER, 200, A: b, UNTIL_CLOSE, false",
        "OTHER, 500, A: b, UNTIL_CLOSE, false",
        "OTHER, 100, A: b, NONE, true",
        "OTHER, 103, Link: x, NONE, true",
        "OTHER, 204, A: b, NONE, true",
        "OTHER, 204, Content-Length: 0, NONE, true",
        "OTHER, 205, Content-Length: 0, NONE, true",
        "OTHER, 304, Content-Length: 5, NONE, true",
        "OTHER, 304, Transfer-Encoding: chunked, NONE, true",
        "OTHER, 304, A: b, NONE, true",
        "HEAD, 200, Content-Length: 5, NONE, true",
        "HEAD, 200, Transfer-Encoding: chunked, NONE, true",
        "HEAD, 200, A: b, NONE, true",
        "CONNECT, 200, A: b, NONE, true",
        "CONNECT, 407, Content-Length: 5, LENGTH, true",
        "UPGRADE, 200, Content-Length: 5, LENGTH, true"
    })
    void findsTheEndOfTheBody(AnswerTo answerTo, int status, String field, BodyKind kind, boolean keeps) {
        Http1ResponseHead head = accepted(answerTo, "HTTP/1.1 " + status + " x", field);
        assertThat(head.bodyKind()).isEqualTo(kind);
        assertThat(head.keepAlive()).isEqualTo(keeps);
    }

    @Test
    void knowsInterimAnswers() {
        assertThat(accepted(AnswerTo.OTHER, "HTTP/1.1 100 Continue").isInterim())
                .isTrue();
        assertThat(accepted(AnswerTo.OTHER, "HTTP/1.1 103 Early Hints").isInterim())
                .isTrue();
        assertThat(accepted(AnswerTo.OTHER, "HTTP/1.1 200 OK").isInterim()).isFalse();
        assertThat(switched().isInterim()).isFalse();
    }

    @Test
    void knowsASwitchOfProtocols() {
        Http1ResponseHead head = switched();
        assertThat(head.isUpgrade()).isTrue();
        assertThat(text(head, head.upgradeStart(), head.upgradeEnd())).isEqualTo("websocket");
        assertThat(head.bodyKind()).isEqualTo(BodyKind.NONE);
        String written =
                HeadWriterTest.text(new HeadWriter().begin().answer(head, true).upgrade(head));
        assertThat(written)
                .isEqualTo(Requests.head(
                        "HTTP/1.1 101 Switching Protocols", "A: b", "Connection: Upgrade", "Upgrade: websocket"));
    }

    private static Http1ResponseHead switched() {
        return accepted(
                AnswerTo.UPGRADE,
                "HTTP/1.1 101 Switching Protocols",
                "Connection: upgrade",
                "Upgrade: websocket",
                "A: b");
    }

    /** RFC 9110 §7.8: never to a protocol that was not offered; we offer neither for others nor h2c. */
    @ParameterizedTest
    @CsvSource({
        "OTHER, Connection: upgrade, Upgrade: websocket",
        "HEAD, Connection: upgrade, Upgrade: websocket",
        "UPGRADE, Connection: upgrade, A: b",
        "UPGRADE, A: b, Upgrade: websocket",
        "UPGRADE, Connection: upgrade, Upgrade: h2c"
    })
    void refusesASwitchThatWasNotOffered(AnswerTo answerTo, String one, String other) {
        assertThat(refused(answerTo, "HTTP/1.1 101 x", one, other)).contains("not offered");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK~Content-Length: 5~Transfer-Encoding: chunked",
                "HTTP/1.1 200 OK~Content-Length: 5~Content-Length: 5",
                "HTTP/1.1 200 OK~Content-Length: 5, 5",
                "HTTP/1.1 200 OK~Content-Length: -1",
                "HTTP/1.1 200 OK~Content-Length: 0x5",
                "HTTP/1.1 200 OK~Transfer-Encoding: gzip, chunked",
                "HTTP/1.1 200 OK~Transfer-Encoding: identity",
                "HTTP/1.1 200 OK~Transfer-Encoding: chunked~Transfer-Encoding: chunked",
                "HTTP/1.0 200 OK~Transfer-Encoding: chunked",
                "HTTP/1.1 204 x~Content-Length: 5",
                "HTTP/1.1 204 x~Transfer-Encoding: chunked",
                "HTTP/1.1 100 x~Content-Length: 5",
                "HTTP/1.1 100 x~Transfer-Encoding: chunked",
                "HTTP/1.1 304 x~Content-Length: 5~Transfer-Encoding: chunked",
                "HTTP/1.1 200 OK~Connection: Content-Length",
                "HTTP/1.1 200 OK~A : b",
                "HTTP/1.1 200 OK~A: b~ c",
                "HTTP/1.1 200 OK~A",
                "HTTP/1.1 200 OK~A: \u0000",
                "HTTP/1.2 200 OK",
                "HTTP/2.0 200 OK",
                "HTTP/1.1  200 OK",
                "HTTP/1.1 20 OK",
                "HTTP/1.1 2000 OK",
                "HTTP/1.1 099 x",
                "HTTP/1.1 600 x",
                "HTTP/1.1 +20 OK",
                "HTTP/1.1 200\tOK",
                "HTTP/1.1 200 O\u0001K",
                "HTTP/1.1 200 OK\n",
                "HTTP/1.1 200 OK\rA: b",
                "HTTP/1.1",
                " HTTP/1.1 200 OK",
                "ICY 200 OK",
                "<html>",
                "~HTTP/1.1 200 OK"
            })
    void refusesEveryDoubt(String answer) {
        assertThat(refused(AnswerTo.OTHER, answer.split("~", -1))).matches("[A-Z].*");
    }

    /** A common flaw with one meaning only: the space before an empty reason is missing. */
    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200", "HTTP/1.1 200 "})
    void takesAnEmptyReason(String line) {
        Http1ResponseHead head = accepted(AnswerTo.OTHER, line, "Content-Length: 1");
        assertThat(forwarded(head, true)).isEqualTo(Requests.head("HTTP/1.1 200 ", "Content-Length: 1"));
    }

    @Test
    void keepsOrderAndCaseOfWhatPasses() {
        Http1ResponseHead head = accepted(
                AnswerTo.OTHER,
                "HTTP/1.0 200 All right",
                "server: x",
                "Connection: keep-alive, X-Hop",
                "X-Hop: 1",
                "Keep-Alive: timeout=5",
                "Set-Cookie: a=b",
                "X-Dimmer-Outcome: shed",
                "CONTENT-LENGTH: 3",
                "Set-Cookie: c=d",
                "Upgrade: h2c");
        assertThat(head.keepAlive()).isTrue();
        assertThat(forwarded(head, true))
                .isEqualTo(Requests.head(
                        "HTTP/1.1 200 All right",
                        "server: x",
                        "Set-Cookie: a=b",
                        "CONTENT-LENGTH: 3",
                        "Set-Cookie: c=d"));
    }

    @Test
    void writesChunksOnlyForThoseWhoKnowThem() {
        Http1ResponseHead head = accepted(AnswerTo.OTHER, "HTTP/1.1 200 OK", "Transfer-Encoding: chunked", "A: b");
        assertThat(forwarded(head, true))
                .isEqualTo(Requests.head("HTTP/1.1 200 OK", "A: b", "Transfer-Encoding: chunked"));
        assertThat(forwarded(head, false)).isEqualTo(Requests.head("HTTP/1.1 200 OK", "A: b"));
    }

    /** RFC 9110 §8.6: it must not be there, and it often is. */
    @Test
    void dropsALengthOfZeroWhereNoneBelongs() {
        assertThat(forwarded(accepted(AnswerTo.OTHER, "HTTP/1.1 204 x", "Content-Length: 0", "A: b"), true))
                .isEqualTo(Requests.head("HTTP/1.1 204 x", "A: b"));
        assertThat(forwarded(accepted(AnswerTo.OTHER, "HTTP/1.1 204 x", "Content-Length: 00"), true))
                .isEqualTo(Requests.head("HTTP/1.1 204 x"));
    }

    @Test
    void keepsTheLengthThatHeadAsksFor() {
        assertThat(forwarded(accepted(AnswerTo.HEAD, "HTTP/1.1 200 x", "Content-Length: 012"), true))
                .isEqualTo(Requests.head("HTTP/1.1 200 x", "Content-Length: 12"));
    }

    @Test
    void boundsTheHead() {
        assertThat(refused(AnswerTo.OTHER, "HTTP/1.1 200 " + "x".repeat(200))).contains("too long");
        assertThat(refused(AnswerTo.OTHER, "HTTP/1.1 200 OK", "A: " + "x".repeat(2000)))
                .contains("too large");
        String[] lines = ("HTTP/1.1 200 OK" + "~A: b".repeat(21)).split("~", -1);
        assertThat(refused(AnswerTo.OTHER, lines)).contains("too many");
    }

    private static Http1ResponseHead accepted(AnswerTo answerTo, String... lines) {
        ResponseHeadParser parser = new ResponseHeadParser();
        String raw = Requests.head(lines);
        assertThat(inPieces(parser, raw, answerTo)).as(raw).isEqualTo(ParseStatus.COMPLETE);
        assertThat(parser.parse(Requests.bytes(raw + "body"), LIMITS, 0, answerTo))
                .as(raw)
                .isEqualTo(ParseStatus.COMPLETE);
        assertThat(parser.head().length()).isEqualTo(raw.length());
        return parser.head();
    }

    private static String refused(AnswerTo answerTo, String... lines) {
        ResponseHeadParser parser = new ResponseHeadParser();
        String raw = Requests.head(lines);
        assertThat(parser.parse(Requests.bytes(raw), LIMITS, 0, answerTo))
                .as(raw)
                .isEqualTo(ParseStatus.REFUSED);
        String detail = parser.detail();
        assertThat(inPieces(parser, raw, answerTo)).as(raw).isEqualTo(ParseStatus.REFUSED);
        assertThat(parser.detail()).isEqualTo(detail);
        return detail;
    }

    private static ParseStatus inPieces(ResponseHeadParser parser, String raw, AnswerTo answerTo) {
        ByteBuf all = Requests.bytes(raw);
        int hint = 0;
        for (int arrived = 1; arrived <= raw.length(); arrived++) {
            ParseStatus status = parser.parse(all.slice(0, arrived), LIMITS, hint, answerTo);
            if (status != ParseStatus.INCOMPLETE) {
                return status;
            }
            hint = parser.hint();
        }
        return ParseStatus.INCOMPLETE;
    }

    private static String forwarded(Http1ResponseHead head, boolean http11) {
        ByteBuf out = new HeadWriter().begin().answer(head, http11).finish(UnpooledByteBufAllocator.DEFAULT, 0);
        try {
            return out.toString(StandardCharsets.ISO_8859_1);
        } finally {
            out.release();
        }
    }

    private static String text(Http1ResponseHead head, int start, int end) {
        return new String(head.bytes(), start, end - start, StandardCharsets.ISO_8859_1);
    }
}
