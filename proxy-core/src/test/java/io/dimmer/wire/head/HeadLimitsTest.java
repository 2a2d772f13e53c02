package io.dimmer.wire.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dimmer.config.edge.LimitsSpec;
import io.dimmer.exchange.Outcome;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.buffer.UnpooledHeapByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each limit passes at its number and refuses one above, however the bytes arrive. */
class HeadLimitsTest {
    private static final String LINE = "GET /" + "a".repeat(20) + " HTTP/1.1";
    private static final String FIELDS = "Host: a\r\nX: " + "b".repeat(30) + "\r\n";

    @Test
    void boundsTheRequestLine() {
        String raw = LINE + "\r\n" + FIELDS + "\r\n";
        Requests.acceptedRaw(raw, new HeadLimits(LINE.length(), 1000, 10));
        Requests.acceptedRaw("\r\n" + raw, new HeadLimits(LINE.length(), 1000, 10));
        Requests.refusedRaw(raw, new HeadLimits(LINE.length() - 1, 1000, 10), Outcome.URI_TOO_LONG);
        Requests.refusedRaw(raw, new HeadLimits(5, 1000, 10), Outcome.URI_TOO_LONG);
        Requests.refusedRaw("G".repeat(100), new HeadLimits(50, 1000, 10), Outcome.URI_TOO_LONG);
    }

    /** Nobody waits for the end of a line that is too long already: not for a line feed, not for a timeout. */
    @ParameterizedTest
    @CsvSource({"G, 101", "GET /a, 101", "'\r\nGET /', 103", "'GET / HTTP/1.1\r\nX: ', 3072"})
    void refusesAtTheLimitWithoutAnEndOfLine(String start, int most) {
        HeadLimits limits = new HeadLimits(99, 2000, 10);
        String raw = start.translateEscapes() + "a".repeat(4000);
        RequestHeadParser parser = new RequestHeadParser();
        ByteBuf all = Requests.bytes(raw);
        int hint = 0;
        int arrived = 0;
        ParseStatus status = ParseStatus.INCOMPLETE;
        while (status == ParseStatus.INCOMPLETE && arrived < raw.length()) {
            status = parser.parse(all.slice(0, ++arrived), limits, hint);
            hint = parser.hint();
        }
        assertThat(status).isEqualTo(ParseStatus.REFUSED);
        assertThat(arrived).isLessThanOrEqualTo(most);
    }

    @Test
    void boundsTheBytesOfAllFields() {
        String raw = LINE + "\r\n" + FIELDS + "\r\n";
        Requests.acceptedRaw(raw, new HeadLimits(100, FIELDS.length(), 10));
        for (int less = 1; less < FIELDS.length(); less++) {
            HeadLimits limits = new HeadLimits(100, FIELDS.length() - less, 10);
            Requests.refusedRaw(raw, limits, Outcome.HEADERS_TOO_LARGE);
        }
        Requests.refusedRaw(
                LINE + "\r\nX: " + "y".repeat(1000), new HeadLimits(100, 50, 10), Outcome.HEADERS_TOO_LARGE);
    }

    @Test
    void boundsTheNumberOfFields() {
        String raw = LINE + "\r\nHost: a\r\nA: b\r\nC: d\r\n\r\n";
        Requests.acceptedRaw(raw, new HeadLimits(100, 1000, 3));
        Requests.refusedRaw(raw, new HeadLimits(100, 1000, 2), Outcome.HEADERS_TOO_LARGE);
    }

    /** What stands beyond a limit cannot change what is said about it. */
    @Test
    void refusesForTheLimitBeforeWhatStandsBeyondIt() {
        Requests.refusedRaw(
                LINE + "\r\n" + FIELDS + "bad name: x\r\n\r\n",
                new HeadLimits(100, FIELDS.length(), 10),
                Outcome.HEADERS_TOO_LARGE);
        Requests.refusedRaw(
                LINE + "\r\n" + FIELDS + "bad name: x\r\n\r\n", new HeadLimits(100, 1000, 10), Outcome.BAD_REQUEST);
    }

    @Test
    void takesManyFieldsAndLargeOnes() {
        StringBuilder raw = new StringBuilder("GET / HTTP/1.1\r\nHost: a\r\n");
        for (int i = 0; i < 300; i++) {
            raw.append("Field-").append(i).append(": ").append("v".repeat(100)).append("\r\n");
        }
        Http1RequestHead head =
                Requests.acceptedRaw(raw.append("\r\n").toString(), new HeadLimits(8192, 64 * 1024, 301));
        assertThat(head.fieldCount()).isEqualTo(301);
        assertThat(head.text(head.nameStart(300), head.nameEnd(300))).isEqualTo("Field-299");
    }

    @Test
    void followsTheOperatorsNumbers() {
        assertThat(HeadLimits.of(LimitsSpec.DEFAULT)).isEqualTo(new HeadLimits(8 * 1024, 32 * 1024, 128));
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 1", "1, 0, 1", "1, 1, 0", "-1, 1, 1", "1, 2000000000, 1"})
    void refusesImpossibleNumbers(int line, int bytes, int count) {
        assertThatThrownBy(() -> new HeadLimits(line, bytes, count))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected 1 to");
    }

    /** A head that arrives byte by byte is copied a few times, not once for each byte. */
    @Test
    void readsAHeadByteByByteInLinearTime() {
        byte[] raw = (LINE + "\r\n" + FIELDS.repeat(1) + ("Y: " + "z".repeat(95) + "\r\n").repeat(100) + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        assertThat(copiedByteByByte(raw, true)).isLessThan(4L * raw.length);
    }

    /** The twin: without the hint it is quadratic. */
    @Test
    void wouldReadItInQuadraticTimeWithoutTheHint() {
        byte[] raw = (LINE + "\r\n" + FIELDS + ("Y: " + "z".repeat(95) + "\r\n").repeat(100) + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        assertThat(copiedByteByByte(raw, false)).isGreaterThan(1000L * raw.length);
    }

    private static long copiedByteByByte(byte[] raw, boolean hinted) {
        CountingBuffer in = new CountingBuffer(raw.length);
        RequestHeadParser parser = new RequestHeadParser();
        int hint = 0;
        ParseStatus status = ParseStatus.INCOMPLETE;
        for (byte b : raw) {
            assertThat(status).isEqualTo(ParseStatus.INCOMPLETE);
            in.writeByte(b);
            status = parser.parse(in, Requests.LIMITS, hint);
            hint = hinted ? parser.hint() : 0;
        }
        assertThat(status).isEqualTo(ParseStatus.COMPLETE);
        assertThat(Arrays.copyOf(parser.head().bytes(), 2)).isEqualTo(new byte[] {'/', '*'});
        return in.copied;
    }

    /** Counts the bytes that are copied out of it. */
    private static final class CountingBuffer extends UnpooledHeapByteBuf {
        private long copied;

        CountingBuffer(int capacity) {
            super(UnpooledByteBufAllocator.DEFAULT, capacity, capacity);
        }

        @Override
        public ByteBuf getBytes(int index, byte[] into, int at, int length) {
            copied += length;
            return super.getBytes(index, into, at, length);
        }
    }
}
