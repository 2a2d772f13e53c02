package io.dimmer.wire.body;

import static org.assertj.core.api.Assertions.assertThat;

import io.dimmer.wire.body.Bodies.Result;
import io.dimmer.wire.head.BodyKind;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The trailer section; RFC 9112 §7.1.2, RFC 9110 §6.5. */
class TrailersTest {
    private static final String CHUNKS = "2\r\nab\r\n0\r\n";

    @Test
    void handsOnWhatMayStandThere() {
        String stream = CHUNKS + "Server-Timing: db;dur=1\r\nx-checksum:abc\r\nContent-Digest: sha-256=:x:\r\n\r\n";
        for (int largest : new int[] {1, 5, Integer.MAX_VALUE}) {
            Result result = Bodies.run(Bodies.chunked(), stream + "next", new Random(1), largest);
            assertThat(result.handedOn()).isEqualTo(stream);
            assertThat(result.taken()).isEqualTo(stream.length());
            assertThat(result.ended()).isTrue();
        }
    }

    /** RFC 9110 §6.5.1. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5",
                "Transfer-Encoding: chunked",
                "Host: a",
                "Connection: close",
                "Keep-Alive: x",
                "Upgrade: websocket",
                "TE: trailers",
                "Trailer: A",
                "Authorization: x",
                "Cookie: a=b",
                "Set-Cookie: a=b",
                "Cache-Control: no-store",
                "Content-Type: text/html",
                "content-encoding: gzip",
                "Content-Range: bytes 0-1/2",
                "If-None-Match: x",
                "Range: bytes=0-",
                "Expect: 100-continue",
                "Location: /",
                "WWW-Authenticate: x",
                "X-Forwarded-For: 1.2.3.4",
                "Forwarded: for=x",
                "X-Dimmer-Version: canary",
                "X-Request-Id: x",
                "traceparent: x"
            })
    void dropsWhatMustNotStandThere(String field) {
        Result result = Bodies.whole(Bodies.chunked(), CHUNKS + "A: 1\r\n" + field + "\r\nB: 2\r\n\r\n");
        assertThat(result.handedOn()).isEqualTo(CHUNKS + "A: 1\r\nB: 2\r\n\r\n");
        assertThat(result.ended()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A : b\r\n\r\n",
                " A: b\r\n\r\n",
                "A: b\r\n c\r\n\r\n",
                "A\r\n\r\n",
                ": b\r\n\r\n",
                "A: b\n\r\n",
                "A: b\r\n\n",
                "A: \u0000\r\n\r\n",
                "A: b\rc\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\n\r\n"
            })
    void refusesWhatIsNoField(String section) {
        for (int largest : new int[] {1, 5, Integer.MAX_VALUE}) {
            BodyFraming framing = Bodies.chunked();
            assertThat(Bodies.run(framing, CHUNKS + section, new Random(2), largest)
                            .invalid())
                    .isTrue();
            assertThat(framing.detail()).isEqualTo("A trailer field is not a field line");
        }
    }

    @Test
    void boundsTheSection() {
        String field = "A: " + "b".repeat(95) + "\r\n";
        assertThat(Bodies.whole(Bodies.chunked(), CHUNKS + field.repeat(81) + "\r\n")
                        .ended())
                .isTrue();
        BodyFraming framing = Bodies.chunked();
        assertThat(Bodies.whole(framing, CHUNKS + field.repeat(82) + "\r\n").invalid())
                .isTrue();
        assertThat(framing.detail()).isEqualTo("The trailer section is too large");
        String dropped = "Host: " + "b".repeat(92) + "\r\n";
        assertThat(Bodies.whole(Bodies.chunked(), CHUNKS + dropped.repeat(90) + "\r\n")
                        .invalid())
                .isTrue();
    }

    @Test
    void dropsAllWhenConnectionNamedAField() {
        BodyFraming framing = Bodies.of(BodyKind.CHUNKED, 0, false, false);
        assertThat(Bodies.whole(framing, CHUNKS + "A: b\r\n\r\n").handedOn()).isEqualTo(CHUNKS + "\r\n");
    }

    @Test
    void givesNoneToThoseWhoDoNotKnowChunks() {
        assertThat(Bodies.whole(Bodies.decoded(), CHUNKS + "A: b\r\n\r\n").handedOn())
                .isEqualTo("ab");
    }
}
