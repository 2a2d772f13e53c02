package io.dimmer.assign;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dimmer.assign.hash.Rendezvous;
import io.dimmer.assign.hash.Xxh64;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The published vectors of the hashing contract, {@code docs/hash-vectors.json}. */
class HashVectorsTest {
    private final JsonNode vectors;

    HashVectorsTest() throws IOException {
        vectors = new ObjectMapper()
                .readTree(Path.of("..", "docs", "hash-vectors.json").toFile());
    }

    @Test
    void hashesAsXxh64Does() {
        assertThat(vectors.get("xxh64"))
                .hasSize(28)
                .allSatisfy(vector -> assertThat(
                                Xxh64.hash(utf8(vector.get("text").asText()), hex(vector.get("seed"))))
                        .isEqualTo(hex(vector.get("hash"))));
    }

    @Test
    void hashesARangeAsItHashesTheSameBytesAlone() {
        byte[] text = utf8("x".repeat(100));
        for (int length = 0; length <= text.length - 7; length++) {
            assertThat(Xxh64.hash(text, 7, 7 + length, 42)).isEqualTo(Xxh64.hash(utf8("x".repeat(length)), 42));
        }
    }

    @Test
    void hashesSeeds() {
        vectors.get("seedHash")
                .properties()
                .forEach(seed -> assertThat(Xxh64.hash(utf8(seed.getKey()), 0)).isEqualTo(hex(seed.getValue())));
    }

    @Test
    void choosesWhatTheVectorsSay() {
        assertThat(vectors.get("splits")).hasSize(6);
        assertThat(vectors.get("choices")).hasSize(148).allSatisfy(choice -> {
            long hash = Xxh64.hash(
                    utf8(choice.get("key").asText()),
                    Xxh64.hash(utf8(choice.get("seed").asText()), 0));
            assertThat(hash).isEqualTo(hex(choice.get("hash")));
            assertThat(hash >>> 48).isEqualTo(choice.get("slot").asLong());
            for (int i = 0; i < vectors.get("splits").size(); i++) {
                assertThat(choose(vectors.get("splits").get(i), hash))
                        .isEqualTo(choice.get("versions").get(i).asText());
            }
        });
    }

    private static String choose(JsonNode split, long hash) {
        List<String> names = new ArrayList<>();
        split.fieldNames().forEachRemaining(names::add);
        double[] weights =
                names.stream().mapToDouble(name -> split.get(name).asDouble()).toArray();
        return names.get(Rendezvous.of(names).choose(hash, weights));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static long hex(JsonNode text) {
        return Long.parseUnsignedLong(text.asText(), 16);
    }
}
