package io.dimmer.wire.body;

import static org.assertj.core.api.Assertions.assertThat;

import io.dimmer.wire.body.Bodies.Result;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Chunks; RFC 9112 §7.1. */
class ChunkedFramingTest {
    private static final String NEXT = "GET /next HTTP/1.1\r\n";

    @ParameterizedTest
    @CsvSource({
        "0~~, ''",
        "5~hello~0~~, hello",
        "005~hello~0~~, hello",
        "A~0123456789~a~0123456789~0~~, 01234567890123456789",
        "0000000000000001~x~000~~, x",
        "2~ab~2~cd~0~~, abcd"
    })
    void handsOnValidChunksAsTheyArrived(String written, String payload) {
        String stream = written.replace("~", "\r\n");
        for (int largest : new int[] {1, 3, 7, Integer.MAX_VALUE}) {
            Result result = Bodies.run(Bodies.chunked(), stream + NEXT, new Random(largest), largest);
            assertThat(result).isEqualTo(new Result(stream, true, false, stream.length(), payload.length(), true));
            Result decoded = Bodies.run(Bodies.decoded(), stream + NEXT, new Random(largest), largest);
            assertThat(decoded.handedOn()).isEqualTo(payload);
            assertThat(decoded.taken()).isEqualTo(stream.length());
            assertThat(decoded.ended()).isTrue();
        }
    }

    @Test
    void handsOnPayloadThatLooksLikeFraming() {
        String stream = "a\r\n" + "0\r\n\r\n5\r\nx\r" + "\r\n0\r\n\r\n";
        assertThat(Bodies.whole(Bodies.chunked(), stream).taken()).isEqualTo(stream.length());
        assertThat(Bodies.whole(Bodies.decoded(), stream).handedOn()).isEqualTo("0\r\n\r\n5\r\nx\r");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "~",
                "x~",
                "g~",
                "-1~",
                "+1~",
                "0x1~a~",
                " 1~a~0~~",
                "1 ~a~0~~",
                "1\t~a~0~~",
                "1 ;a~a~0~~",
                "1\na~0~~",
                "1\ra~0~~",
                "1~a\n0~~",
                "1~a\r0~~",
                "1~ab~0~~",
                "2~a~0~~",
                "1~a0~~",
                "80000000~",
                "ffffffffffffffff~",
                "10000000000000001~a~0~~",
                "00000000000000001~a~0~~",
                "0~\n",
                "0~\rx",
                "0\n\n",
                "1;~a~0~~",
                "1;=b~a~0~~",
                "1;a=~a~0~~",
                "1; a~a~0~~",
                "1;a =b~a~0~~",
                "1;a=b c~a~0~~",
                "1;a=b;~a~0~~",
                "1;a=\"~a~0~~",
                "1;a=\"b\"c~a~0~~",
                "1;a=\"\\\r\n\"~a~0~~",
                "1;a=\"\u0001\"~a~0~~",
                "1;a=\"\u00e9\"~a~0~~",
                "1;a\nb~a~0~~",
                "1;a\rb~a~0~~",
                "1,a~a~0~~",
                "1:a~a~0~~"
            })
    void refusesEveryDoubt(String written) {
        String stream = written.replace("~", "\r\n");
        for (int largest : new int[] {1, 4, Integer.MAX_VALUE}) {
            BodyFraming framing = Bodies.chunked();
            Result result = Bodies.run(framing, stream, new Random(7), largest);
            assertThat(result.invalid()).isTrue();
            assertThat(result.ended()).isFalse();
            assertThat(framing.endsAtClose()).isFalse();
            assertThat(framing.detail()).matches("[A-Z].*");
        }
    }

    /** §7.1.1: extensions are for the next hop only. */
    @ParameterizedTest
    @ValueSource(
            strings = {";a", ";a=b", ";a=b;c", ";a=\"b c\"", ";a=\"\\\"~\\\\\";d", ";a=\"\"", ";chunk-signature=0a1b"})
    void leavesExtensionsOut(String extension) {
        String stream = "3" + extension + "\r\nabc\r\n0" + extension + "\r\n\r\n";
        for (int largest : new int[] {1, 2, 5, Integer.MAX_VALUE}) {
            Result result = Bodies.run(Bodies.chunked(), stream + NEXT, new Random(3), largest);
            assertThat(result.handedOn()).isEqualTo("3\r\nabc\r\n0\r\n\r\n");
            assertThat(result.taken()).isEqualTo(stream.length());
            assertThat(result.ended()).isTrue();
            assertThat(result.verbatim()).isFalse();
            assertThat(result.payload()).isEqualTo(3);
        }
    }

    @Test
    void boundsTheExtensionsOfALine() {
        String most = "1;" + "a".repeat(1023) + "\r\nx\r\n0\r\n\r\n";
        assertThat(Bodies.whole(Bodies.chunked(), most).ended()).isTrue();
        String more = "1;" + "a".repeat(1024) + "\r\nx\r\n0\r\n\r\n";
        assertThat(Bodies.whole(Bodies.chunked(), more).invalid()).isTrue();
    }

    @Test
    void boundsTheExtensionsOfAMessage() {
        String chunk = "1;" + "a".repeat(900) + "\r\nx\r\n";
        assertThat(Bodies.whole(Bodies.chunked(), chunk.repeat(18) + "0\r\n\r\n")
                        .ended())
                .isTrue();
        assertThat(Bodies.whole(Bodies.chunked(), chunk.repeat(19) + "0\r\n\r\n")
                        .invalid())
                .isTrue();
    }

    /** As uploads do that sign each chunk: what may be said about it grows with the payload. */
    @Test
    void aLongMessageMayExtendEveryChunk() {
        String chunk = "800;chunk-signature=" + "a".repeat(100) + "\r\n" + "x".repeat(0x800) + "\r\n";
        Result result = Bodies.whole(Bodies.chunked(), chunk.repeat(1_000) + "0\r\n\r\n");
        assertThat(result.ended()).isTrue();
        assertThat(result.payload()).isEqualTo(1_000 * 0x800);
        String much = "100;chunk-signature=" + "a".repeat(100) + "\r\n" + "x".repeat(0x100) + "\r\n";
        assertThat(Bodies.whole(Bodies.chunked(), much.repeat(1_000) + "0\r\n\r\n")
                        .invalid())
                .isTrue();
    }

    @Test
    void walksManyChunksInOneBuffer() {
        String stream = "3;x\r\nabc\r\n".repeat(500) + "0\r\n\r\n";
        Result result = Bodies.whole(Bodies.chunked(), stream);
        assertThat(result.handedOn()).isEqualTo("3\r\nabc\r\n".repeat(500) + "0\r\n\r\n");
        assertThat(result.payload()).isEqualTo(1500);
    }

    @Test
    void knowsATruncatedMessage() {
        String stream = "5\r\nhello\r\n0\r\n\r\n";
        for (int cut = 1; cut < stream.length(); cut++) {
            BodyFraming framing = Bodies.chunked();
            Bodies.whole(framing, stream.substring(0, cut));
            assertThat(framing.endsAtClose()).as("cut at %s", cut).isFalse();
            assertThat(framing.isInvalid()).isFalse();
        }
    }
}
