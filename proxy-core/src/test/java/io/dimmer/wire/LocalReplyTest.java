package io.dimmer.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dimmer.exchange.Outcome;
import io.dimmer.wire.head.HeadLimits;
import io.dimmer.wire.head.HeadWriter;
import io.dimmer.wire.head.ParseStatus;
import io.dimmer.wire.head.RequestHeadParser;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LocalReplyTest {
    private static final byte[] NOTHING = new byte[0];
    private static final byte[] DATE = "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n".getBytes(StandardCharsets.US_ASCII);

    static Stream<Outcome> outcomes() {
        return Arrays.stream(Outcome.values()).filter(outcome -> outcome.status() > 0);
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void answersEveryOutcomeAsAProblem(Outcome outcome) throws Exception {
        String answer = written(new LocalReply(outcome, "a detail", "id-1", false, false, false, 3), NOTHING);
        assertThat(answer).startsWith("HTTP/1.1 " + outcome.status() + " ").contains("\r\nDate: Sun, 06 Nov 1994 ");
        assertThat(answer).contains("Content-Type: application/problem+json\r\n");
        assertThat(answer).contains("X-Dimmer-Outcome: " + outcome.word() + "\r\n");
        assertThat(answer).contains("X-Request-Id: id-1\r\n").doesNotContain("Connection:");
        boolean later = outcome.status() == 429 || outcome.status() == 503;
        assertThat(answer.contains("Retry-After: 3\r\n")).isEqualTo(later);
        String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
        assertThat(answer).contains("Content-Length: " + body.length() + "\r\n");
        JsonNode problem = new ObjectMapper().readTree(body);
        assertThat(problem.get("type").asText()).isEqualTo("urn:dimmer:problem:" + outcome.word());
        assertThat(problem.get("title").asText()).isEqualTo(outcome.title()).isNotEmpty();
        assertThat(problem.get("status").asInt()).isEqualTo(outcome.status());
        assertThat(problem.get("detail").asText()).isEqualTo("a detail");
        assertThat(problem.get("requestId").asText()).isEqualTo("id-1");
        assertThat(answer.substring(0, answer.indexOf("\r\n"))).matches("HTTP/1.1 \\d{3} [A-Z].+");
    }

    @Test
    void escapesWhatJsonCannotHold() throws Exception {
        String detail = "a \"quoted\" back\\slash, \u0000 \u001f \n, é € 😀 </script>";
        LocalReply reply = new LocalReply(Outcome.NO_ROUTE, detail, "id", false, false, false, 0);
        ByteBuf out = reply.write(new HeadWriter(), DATE, NOTHING, UnpooledByteBufAllocator.DEFAULT);
        String answer = out.toString(StandardCharsets.UTF_8);
        int length = out.readableBytes();
        out.release();
        String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
        assertThat(new ObjectMapper().readTree(body).get("detail").asText()).isEqualTo(detail);
        int bytes = body.getBytes(StandardCharsets.UTF_8).length;
        assertThat(answer).contains("Content-Length: " + bytes + "\r\n");
        assertThat(length).isEqualTo(answer.indexOf("\r\n\r\n") + 4 + bytes);
    }

    @Test
    void answersInPlainTextToo() {
        String answer = written(new LocalReply(Outcome.NO_ROUTE, "none of 3", "id", true, false, false, 0), NOTHING);
        assertThat(answer).contains("Content-Type: text/plain; charset=utf-8\r\n");
        assertThat(answer).endsWith("\r\n\r\nNo route matches the request\nnone of 3\nrequest id\n");
    }

    /** RFC 9110 §9.3.2: as for GET, without the content. */
    @Test
    void sendsNoBodyToHead() {
        LocalReply get = new LocalReply(Outcome.NO_ROUTE, "d", "id", false, false, true, 0);
        LocalReply head = new LocalReply(Outcome.NO_ROUTE, "d", "id", false, true, true, 0);
        String answer = written(get, NOTHING);
        assertThat(written(head, NOTHING)).isEqualTo(answer.substring(0, answer.indexOf("\r\n\r\n") + 4));
    }

    @Test
    void saysThatItCloses() {
        LocalReply reply = new LocalReply(Outcome.BAD_REQUEST, "d", "id", false, false, true, 0);
        assertThat(written(reply, NOTHING)).contains("Connection: close\r\n");
    }

    @Test
    void addsFieldsOfTheCaller() {
        LocalReply reply = new LocalReply(Outcome.SHED, "d", "id", false, false, false, 0);
        String answer = written(reply, "X-Dimmer-Reason: hash\r\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(answer).contains("\r\nX-Dimmer-Reason: hash\r\n").contains("Retry-After: 1\r\n");
    }

    @Test
    void refusesAnOutcomeThatIsNotOurs() {
        assertThatThrownBy(() -> new LocalReply(Outcome.ANSWERED, "d", "id", false, false, false, 0))
                .hasMessageContaining("answered");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                " | false",
                "*/* | false",
                "text/plain | true",
                "text/* | true",
                "TEXT/PLAIN | true",
                "text/html | false",
                "text/html, */*;q=0.8 | false",
                "text/plain, application/json | false",
                "text/plain, application/json;q=0.9 | true",
                "text/plain;q=0.9, application/json | false",
                "text/plain;q=0.5, */*;q=0.1 | true",
                "text/plain;q=0, */* | false",
                "application/problem+json | false",
                "text/plain, application/*;q=0.5 | true",
                "text/plain ; format=flowed ; q=0.7 , application/json;q=0.65 | true",
                "text/plain;q=0.333,application/json;q=0.334 | false",
                "text/plain;q=x, application/json | false",
                ",, ;q=1, text/plain | true"
            })
    void givesPlainTextToThoseWhoPreferIt(String accept, boolean plain) {
        assertThat(prefersPlainText(accept == null ? "X: y" : "Accept: " + accept))
                .isEqualTo(plain);
    }

    @Test
    void readsAcceptOverSeveralLines() {
        assertThat(prefersPlainText("Accept: text/plain;q=0.5\r\nA: b\r\nAccept: application/json"))
                .isFalse();
    }

    private static boolean prefersPlainText(String fields) {
        RequestHeadParser parser = new RequestHeadParser();
        byte[] raw = ("GET / HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        assertThat(parser.parse(Unpooled.wrappedBuffer(raw), HeadLimits.ANSWERS, 0))
                .isEqualTo(ParseStatus.COMPLETE);
        return LocalReply.prefersPlainText(parser.head());
    }

    private static String written(LocalReply reply, byte[] fields) {
        ByteBuf out = reply.write(new HeadWriter(), DATE, fields, UnpooledByteBufAllocator.DEFAULT);
        try {
            return out.toString(StandardCharsets.US_ASCII);
        } finally {
            out.release();
        }
    }
}
