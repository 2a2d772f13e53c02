package io.dimmer.wire.head;

import static io.dimmer.wire.head.Requests.accepted;
import static io.dimmer.wire.head.Requests.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.dimmer.exchange.HeaderName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a valid head means; RFC 9112 §2 to §6 and §9, RFC 9110 §10.1.1. */
class RequestHeadParserTest {
    @Test
    void findsTheSpansOfAPlainRequest() {
        Http1RequestHead head = accepted("GET /a/b?c=d&e HTTP/1.1", "Host: shop.example:8080", "X-User-Id:  42 ");
        assertThat(head.text(head.methodStart(), head.methodEnd())).isEqualTo("GET");
        assertThat(head.text(head.pathStart(), head.pathEnd())).isEqualTo("/a/b");
        assertThat(head.text(head.queryStart(), head.queryEnd())).isEqualTo("c=d&e");
        assertThat(head.text(head.hostStart(), head.hostEnd())).isEqualTo("shop.example");
        assertThat(head.text(head.authorityStart(), head.authorityEnd())).isEqualTo("shop.example:8080");
        assertThat(head.fieldCount()).isEqualTo(2);
        int user = head.find(HeaderName.of("x-user-id"), 0);
        assertThat(head.text(head.valueStart(user), head.valueEnd(user))).isEqualTo("42");
        assertThat(head.isHttp11()).isTrue();
        assertThat(head.keepAlive()).isTrue();
        assertThat(head.bodyKind()).isEqualTo(BodyKind.NONE);
        assertThat(head.answerTo()).isEqualTo(AnswerTo.OTHER);
    }

    @Test
    void knowsItsLengthAndLeavesWhatFollows() {
        String raw = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n";
        RequestHeadParser parser = new RequestHeadParser();
        var in = Requests.bytes("xx" + raw + "hello").skipBytes(2);
        assertThat(parser.parse(in, Requests.LIMITS, 0)).isEqualTo(ParseStatus.COMPLETE);
        assertThat(parser.head().length()).isEqualTo(raw.length());
        assertThat(in.readerIndex()).isEqualTo(2);
    }

    /** RFC 9112 §2.2: at least one empty line should be ignored. */
    @Test
    void passesOverOneEmptyLineBeforeTheRequest() {
        String raw = "\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n";
        assertThat(Requests.acceptedRaw(raw, Requests.LIMITS).length()).isEqualTo(raw.length());
    }

    @Test
    void showsNothingOfTheHeadBeforeWhenItRefuses() {
        RequestHeadParser parser = new RequestHeadParser();
        String before = "HEAD http://h/p?q HTTP/1.1\r\nHost: h\r\n\r\n";
        assertThat(parser.parse(Requests.bytes(before), Requests.LIMITS, 0)).isEqualTo(ParseStatus.COMPLETE);
        assertThat(parser.parse(Requests.bytes("\0"), Requests.LIMITS, 0)).isEqualTo(ParseStatus.REFUSED);
        Http1RequestHead head = parser.head();
        assertThat(head.methodEnd() + head.pathEnd() + head.queryEnd() + head.hostEnd() + head.authorityEnd())
                .isZero();
        assertThat(head.fieldCount()).isZero();
        assertThat(head.isHead()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\r", "\r\n"})
    void sawNoRequestBeginInAnEmptyLine(String raw) {
        RequestHeadParser parser = new RequestHeadParser();
        assertThat(parser.parse(Requests.bytes(raw), Requests.LIMITS, 0)).isEqualTo(ParseStatus.INCOMPLETE);
        assertThat(parser.begun()).isFalse();
        assertThat(parser.hint()).isZero();
        assertThat(parser.parse(Requests.bytes(raw + (raw.equals("\r") ? "\nG" : "G")), Requests.LIMITS, 0))
                .isEqualTo(ParseStatus.INCOMPLETE);
        assertThat(parser.begun()).isEqualTo(true);
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP/1.1, , true",
        "HTTP/1.1, close, false",
        "HTTP/1.1, CLOSE, false",
        "HTTP/1.1, 'keep-alive, close', false",
        "HTTP/1.1, 'close, keep-alive', false",
        "HTTP/1.1, 'foo ,,\tclose,', false",
        "HTTP/1.1, keep-alive, true",
        "HTTP/1.0, , false",
        "HTTP/1.0, Keep-Alive, true",
        "HTTP/1.0, 'Keep-Alive, close', false"
    })
    void readsTheWishToKeepTheConnection(String version, String connection, boolean keeps) {
        String field = connection == null ? "X: y" : "Connection: " + connection;
        assertThat(accepted("GET / " + version, "Host: a", field).keepAlive()).isEqualTo(keeps);
    }

    @Test
    void readsConnectionOverSeveralLines() {
        Http1RequestHead head = accepted("GET / HTTP/1.1", "Host: a", "Connection: foo", "A: b", "Connection: close");
        assertThat(head.keepAlive()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"GET", "HEAD", "DELETE", "POST", "OPTIONS", "get", "M-SEARCH"})
    void framesBodiesOfEveryMethodAlike(String method) {
        Http1RequestHead length = accepted(method + " / HTTP/1.1", "Host: a", "Content-Length: 5");
        assertThat(length.bodyKind()).isEqualTo(BodyKind.LENGTH);
        assertThat(length.bodyLength()).isEqualTo(5);
        Http1RequestHead chunks = accepted(method + " / HTTP/1.1", "Host: a", "Transfer-Encoding: Chunked");
        assertThat(chunks.bodyKind()).isEqualTo(BodyKind.CHUNKED);
        assertThat(chunks.bodyLength()).isZero();
    }

    @Test
    void takesALengthOfZeroAsNoBody() {
        assertThat(accepted("POST / HTTP/1.1", "Host: a", "Content-Length: 0").bodyKind())
                .isEqualTo(BodyKind.NONE);
    }

    @Test
    void takesTheLargestLength() {
        assertThat(accepted("POST / HTTP/1.1", "Host: a", "Content-Length: 999999999999999999")
                        .bodyLength())
                .isEqualTo(999_999_999_999_999_999L);
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP/1.1, 100-continue, 5, true, true",
        "HTTP/1.1, 100-Continue, 5, true, true",
        "HTTP/1.1, 100-continue, 0, false, false",
        "HTTP/1.0, 100-continue, 5, false, false",
        "HTTP/1.1, something, 5, false, true"
    })
    void readsTheExpectation(String version, String expect, int length, boolean waits, boolean passes) {
        Http1RequestHead head =
                accepted("POST / " + version, "Host: a", "Expect: " + expect, "Content-Length: " + length);
        assertThat(head.expectsContinue()).isEqualTo(waits);
        assertThat(head.passes(1)).isEqualTo(passes);
    }

    @Test
    void namesWhatDecidesAboutTheAnswer() {
        assertThat(accepted("HEAD / HTTP/1.1", "Host: a").isHead()).isTrue();
        assertThat(accepted("head / HTTP/1.1", "Host: a").isHead()).isFalse();
        assertThat(accepted("CONNECT a:1 HTTP/1.1", "Host: a:1").isConnect()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"X:", "X: ", "X:\t", "X:a", "X: \"a b\"", "X: é", "_a.b-c|~: d", "X: a\tb"})
    void takesEveryValidField(String field) {
        assertThat(accepted("GET / HTTP/1.1", "Host: a", field).fieldCount()).isEqualTo(2);
    }

    @Test
    void saysWhatIsWrongInASentence() {
        assertThat(refused("GET / HTTP/1.1", "Host: a", "X : b"))
                .isEqualTo("A header field has white space before its colon");
        assertThat(refused("GET / HTTP/1.1", "X: b")).isEqualTo("The request has not exactly one Host");
        assertThat(refused("GET /\u007f HTTP/1.1", "Host: b"))
                .isEqualTo("The request target has a character that must be percent-encoded");
        assertThat(refused("GET / HTTP/3.1", "Host: b")).contains("neither HTTP/1.0 nor HTTP/1.1");
    }
}
