package io.dimmer.wire.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.dimmer.wire.head.AnswerTo;
import io.netty.util.ResourceLeakDetector;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Netty's decoder as the oracle: whatever we accept it accepts with the same meaning, message by message, and what we
 * hand on it reads as exactly those messages. It accepts more than we do, and that is no difference.
 *
 * <p>{@code -Ddimmer.oracle.streams=5000000} runs it longer.
 */
class OracleTest {
    private static final int STREAMS = Integer.getInteger("dimmer.oracle.streams", 120_000);
    private static final long SEED = 20261120;

    private static ResourceLeakDetector.Level leakLevel = ResourceLeakDetector.getLevel();

    private final OurReader ours = new OurReader();
    private int messages;
    private int refused;

    /** The strictest level writes down where each of the oracle's scratch buffers was touched: most of the time. */
    @BeforeAll
    static void relaxLeakDetection() {
        leakLevel = ResourceLeakDetector.getLevel();
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.SIMPLE);
    }

    @AfterAll
    static void restoreLeakDetection() {
        ResourceLeakDetector.setLevel(leakLevel);
    }

    @Test
    void understandsRequestsAsTheOracleDoes() {
        Streams streams = new Streams(SEED);
        Random pieces = new Random(SEED);
        for (int i = 0; i < STREAMS; i++) {
            byte[] stream = streams.requests();
            Reading reading = count(ours.requests(stream, pieces, stream.length));
            String difference = difference(reading, OracleReader.requests(stream));
            assertThat(difference).as("stream %s: %s", i, show(stream)).isEmpty();
        }
        assertThat(messages).isGreaterThan(STREAMS / 2);
        assertThat(refused).isGreaterThan(STREAMS / 4);
    }

    @ParameterizedTest
    @EnumSource(AnswerTo.class)
    void understandsAnswersAsTheOracleDoes(AnswerTo answerTo) {
        Streams streams = new Streams(SEED + 1);
        Random pieces = new Random(SEED);
        for (int i = 0; i < STREAMS / 4; i++) {
            byte[] stream = streams.answers();
            Reading reading = count(ours.answers(stream, pieces, answerTo));
            String difference = difference(reading, OracleReader.answers(stream, answerTo));
            assertThat(difference).as("stream %s: %s", i, show(stream)).isEmpty();
        }
        assertThat(messages).isGreaterThan(STREAMS / 16);
        assertThat(refused).isGreaterThan(STREAMS / 16);
    }

    @Test
    void handsOnWhatTheOracleReadsAsTheSameRequests() {
        Streams streams = new Streams(SEED + 2);
        Random pieces = new Random(SEED);
        for (int i = 0; i < STREAMS / 2; i++) {
            byte[] stream = streams.requests();
            Reading reading = ours.requests(stream, pieces, stream.length);
            Reading there = OracleReader.requests(reading.forwarded().getBytes(StandardCharsets.ISO_8859_1));
            assertThat(there.refused()).as("stream %s: %s", i, show(stream)).isFalse();
            assertThat(there.messages().stream().map(Message::payload))
                    .as("stream %s: %s", i, show(stream))
                    .containsExactlyElementsOf(
                            reading.messages().stream().map(Message::payload).toList());
        }
    }

    /** A refusal may come earlier or later within a message; what is complete is the same. */
    @Test
    void readsTheSameInWhateverPieces() {
        Streams streams = new Streams(SEED + 3);
        Random pieces = new Random(SEED);
        for (int i = 0; i < STREAMS / 4; i++) {
            byte[] stream = streams.requests();
            List<Message> whole = complete(ours.requests(stream, pieces, 1 << 30));
            assertThat(complete(ours.requests(stream, pieces, 1 + stream.length / 3)))
                    .as("stream %s: %s", i, show(stream))
                    .isEqualTo(whole);
            assertThat(complete(ours.requests(stream, pieces, 1))).isEqualTo(whole);
        }
    }

    private static List<Message> complete(Reading reading) {
        return reading.messages().stream().filter(Message::complete).toList();
    }

    /** The twin: a decoder with a flaw that others had, {@code Content-Xength} taken for {@code Content-Length}. */
    @Test
    void noticesAReaderWithAFlaw() {
        UnaryOperator<byte[]> flaw = stream -> new String(stream, StandardCharsets.ISO_8859_1)
                .replace("Content-Xength", "Content-Length")
                .getBytes(StandardCharsets.ISO_8859_1);
        Streams streams = new Streams(SEED);
        Random pieces = new Random(SEED);
        int differences = 0;
        for (int i = 0; i < 1000; i++) {
            byte[] stream = streams.requests();
            Reading reading = ours.requests(flaw.apply(stream), pieces, stream.length);
            differences += difference(reading, OracleReader.requests(stream)).isEmpty() ? 0 : 1;
        }
        assertThat(differences).isPositive();
    }

    private Reading count(Reading reading) {
        messages += reading.messages().size();
        refused += reading.refused() ? 1 : 0;
        return reading;
    }

    /** Empty when every message of ours is one of theirs, at the same place and with the same meaning. */
    private static String difference(Reading ours, Reading theirs) {
        List<Message> here = ours.messages();
        for (int i = 0; i < here.size(); i++) {
            Message mine = here.get(i);
            if (i >= theirs.messages().size()) {
                return "message " + i + " is not there: " + mine;
            }
            Message other = theirs.messages().get(i);
            boolean cut = i == here.size() - 1 && !mine.complete();
            if (!mine.start().equals(other.start()) || !fields(mine).equals(fields(other))) {
                return "heads differ: " + mine + " and " + other;
            }
            if (!cut && !mine.payload().equals(other.payload())) {
                return "payloads differ: " + mine + " and " + other;
            }
            if (cut && !ours.refused() && !other.payload().startsWith(mine.payload())) {
                return "payloads differ: " + mine + " and " + other;
            }
        }
        return "";
    }

    /** The oracle takes Transfer-Encoding out of some answers; what it means there, the payload tells. */
    private static List<String> fields(Message message) {
        return message.start().startsWith("HTTP/")
                ? message.fields().stream()
                        .filter(field -> !field.toLowerCase(Locale.ROOT).startsWith("transfer-encoding:"))
                        .toList()
                : message.fields();
    }

    private static String show(byte[] stream) {
        return new String(stream, StandardCharsets.ISO_8859_1)
                .replace("\r", "\\r")
                .replace("\n", "\\n");
    }
}
