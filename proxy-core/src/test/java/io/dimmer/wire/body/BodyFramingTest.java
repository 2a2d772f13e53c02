package io.dimmer.wire.body;

import static org.assertj.core.api.Assertions.assertThat;

import io.dimmer.wire.head.BodyKind;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

/** Bodies of a known length, of none, and until the connection closes; RFC 9112 §6.3. */
class BodyFramingTest {
    @Test
    void countsALength() {
        BodyFraming framing = Bodies.of(BodyKind.LENGTH, 5, false, true);
        ByteBuf in = Unpooled.wrappedBuffer(new byte[3]);
        framing.walk(in);
        assertThat(framing.taken()).isEqualTo(3);
        assertThat(framing.isEnded()).isFalse();
        assertThat(framing.endsAtClose()).isFalse();
        framing.walk(in);
        assertThat(framing.taken()).isEqualTo(2);
        assertThat(framing.isEnded()).isTrue();
        assertThat(framing.endsAtClose()).isTrue();
        assertThat(framing.isVerbatim()).isTrue();
        assertThat(framing.payload()).isEqualTo(5);
        assertThat(in.readerIndex()).isZero();
        framing.walk(in);
        assertThat(framing.taken()).isZero();
    }

    @Test
    void countsBeyondAnInt() {
        BodyFraming framing = Bodies.of(BodyKind.LENGTH, 5_000_000_000L, false, true);
        ByteBuf in = Unpooled.wrappedBuffer(new byte[1 << 20]);
        for (int i = 0; i < 5_000_000_000L / (1 << 20); i++) {
            framing.walk(in);
        }
        assertThat(framing.isEnded()).isFalse();
        framing.walk(in);
        assertThat(framing.taken()).isEqualTo((int) (5_000_000_000L % (1 << 20)));
        assertThat(framing.isEnded()).isTrue();
    }

    @Test
    void endsAtOnceWithoutABody() {
        BodyFraming framing = Bodies.of(BodyKind.NONE, 0, false, true);
        assertThat(framing.isEnded()).isTrue();
        framing.walk(Unpooled.wrappedBuffer(new byte[3]));
        assertThat(framing.taken()).isZero();
    }

    @Test
    void takesEverythingUntilTheConnectionCloses() {
        BodyFraming framing = Bodies.of(BodyKind.UNTIL_CLOSE, 0, false, true);
        framing.walk(Unpooled.wrappedBuffer(new byte[3]));
        assertThat(framing.taken()).isEqualTo(3);
        assertThat(framing.isEnded()).isFalse();
        assertThat(framing.endsAtClose()).isTrue();
        assertThat(framing.isInvalid()).isFalse();
    }

    @Test
    void beginsAnewForEachMessage() {
        BodyFraming framing = Bodies.chunked();
        assertThat(Bodies.whole(framing, "5\r\nabc").ended()).isFalse();
        framing.begin(BodyKind.CHUNKED, 0, false, true);
        assertThat(Bodies.whole(framing, "2\r\nab\r\n0\r\n\r\n").ended()).isTrue();
        framing.begin(BodyKind.CHUNKED, 0, false, true);
        assertThat(Bodies.whole(framing, "x").invalid()).isTrue();
        framing.begin(BodyKind.LENGTH, 2, false, true);
        assertThat(Bodies.whole(framing, "abcd").taken()).isEqualTo(2);
        assertThat(framing.isInvalid()).isFalse();
        framing.begin(BodyKind.CHUNKED, 0, false, true);
        assertThat(Bodies.whole(framing, "0\r\nA: b\r\n\r\n").handedOn()).isEqualTo("0\r\nA: b\r\n\r\n");
        framing.begin(BodyKind.CHUNKED, 0, false, true);
        assertThat(Bodies.whole(framing, "0\r\n\r\n").handedOn()).isEqualTo("0\r\n\r\n");
    }
}
