package io.dimmer.wire.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.dimmer.wire.head.AnswerTo;
import io.netty.util.ResourceLeakDetector;
import java.nio.charset.StandardCharsets;
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
    private static final int STREAMS = Integer.getInteger("dimmer.oracle.streams", 100_000);
    private static final long SEED = 20261120;

    private static ResourceLeakDetector.Level leakLevel = ResourceLeakDetector.getLevel();

    private final Comparison comparison = new Comparison();
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
    void understandsRequestsAndHandsThemOnAsTheOracleDoes() {
        Streams streams = new Streams(SEED);
        Random pieces = new Random(SEED);
        for (int i = 0; i < STREAMS; i++) {
            byte[] stream = streams.requests();
            String problem = comparison.requests(stream, pieces);
            assertThat(problem).as("stream %s: %s", i, show(stream)).isEmpty();
            count(comparison.last());
        }
        assertThat(messages).isGreaterThan(STREAMS / 2);
        assertThat(refused).isGreaterThan(STREAMS / 4);
    }

    @ParameterizedTest
    @EnumSource(AnswerTo.class)
    void understandsAnswersAndHandsThemOnAsTheOracleDoes(AnswerTo answerTo) {
        Streams streams = new Streams(SEED + 1);
        Random pieces = new Random(SEED);
        for (int i = 0; i < STREAMS / 4; i++) {
            byte[] stream = streams.answers();
            String problem = comparison.answers(stream, pieces, answerTo);
            assertThat(problem).as("stream %s: %s", i, show(stream)).isEmpty();
            count(comparison.last());
        }
        assertThat(messages).isGreaterThan(STREAMS / 16);
        assertThat(refused).isGreaterThan(STREAMS / 16);
    }

    /** The twin: a decoder with a flaw that others had, {@code Content-Xength} taken for {@code Content-Length}. */
    @Test
    void noticesAReaderWithAFlaw() {
        UnaryOperator<byte[]> flaw = stream -> new String(stream, StandardCharsets.ISO_8859_1)
                .replace("Content-Xength", "Content-Length")
                .getBytes(StandardCharsets.ISO_8859_1);
        Streams streams = new Streams(SEED);
        Random pieces = new Random(SEED);
        OurReader ours = new OurReader();
        int differences = 0;
        for (int i = 0; i < 1000; i++) {
            byte[] stream = streams.requests();
            Reading reading = ours.requests(flaw.apply(stream), pieces, stream.length);
            differences += Comparison.difference(reading, OracleReader.requests(stream))
                            .isEmpty()
                    ? 0
                    : 1;
        }
        assertThat(differences).isPositive();
    }

    private void count(Reading reading) {
        messages += reading.messages().size();
        refused += reading.refused() ? 1 : 0;
    }

    private static String show(byte[] stream) {
        return new String(stream, StandardCharsets.ISO_8859_1)
                .replace("\r", "\\r")
                .replace("\n", "\\n");
    }
}
