package io.dimmer.assign.hash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whoever computes the contract elsewhere gets the same, to the last bit. */
class RendezvousTest {
    /** The twin of the quick logarithm: whatever is compared quickly, comes out as by the letter of the contract. */
    @Test
    void theQuickLogarithmDecidesAsTheContractsOwn() {
        Random random = new Random(3);
        List<String> names = List.of("blue", "green", "canary", "v1.10");
        Rendezvous rendezvous = Rendezvous.of(names);
        for (int round = 0; round < 100_000; round++) {
            long hash = random.nextLong();
            double[] weights = random.doubles(4, 0.0001, 10_000).toArray();
            int letter = 0;
            for (int i = 1; i < weights.length; i++) {
                letter = rendezvous.winsExactly(hash, i, letter, weights) ? i : letter;
            }
            assertThat(rendezvous.choose(hash, weights)).isEqualTo(letter);
        }
    }

    /** Weights that make the two draws equal but for rounding: the quick comparison must hand over. */
    @Test
    void drawsThatAreAlmostEqualAreComparedByTheContractsOwnLogarithm() {
        Random random = new Random(5);
        Rendezvous rendezvous = Rendezvous.of(List.of("blue", "canary"));
        for (int round = 0; round < 10_000; round++) {
            long hash = random.nextLong();
            double[] weights = {draw(hash, "blue"), draw(hash, "canary")};
            int letter = rendezvous.winsExactly(hash, 1, 0, weights) ? 1 : 0;
            assertThat(rendezvous.choose(hash, weights)).isEqualTo(letter);
        }
    }

    @Test
    void equalDrawsGoToTheSmallerNameByCodePoint() {
        double[] one = {1, 1};
        // Equal names draw alike, so the names decide: here neither is smaller, and the first stays.
        assertThat(Rendezvous.of(List.of("b", "b")).choose(42, one)).isZero();
        Rendezvous names = Rendezvous.of(List.of("\uFFFD", "\uD83D\uDE42"));
        // Weights that make both draws exactly 1.
        double[] equal = {draw(42, "\uFFFD"), draw(42, "\uD83D\uDE42")};
        assertThat(names.choose(42, equal))
                .as("by code point, not by UTF-16 unit")
                .isZero();
    }

    private static double draw(long hash, String name) {
        long r = Xxh64.hash(name.getBytes(StandardCharsets.UTF_8), hash);
        return -StrictMath.log(((r >>> 11) + 0.5) / 0x1p53);
    }
}
