package io.dimmer.config.file.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
    private static final List<String> KEYS = List.of("stable", "versions", "sticky", "force", "timeouts", "drain");

    @ParameterizedTest
    @CsvSource({
        "stikcy, sticky",
        "Sticky, sticky",
        "stick, sticky",
        "timeout, timeouts",
        "version, versions",
        "froce, force",
        "drian, drain"
    })
    void aSlipOfTheFingerIsAnsweredWithTheNearestWord(String found, String near) {
        assertThat(Words.nearest(found, KEYS)).contains(near);
    }

    @ParameterizedTest
    @CsvSource({"colour", "x", "rollout", "''"})
    void whatIsNearNothingHasNoAnswer(String found) {
        assertThat(Words.nearest(found, KEYS)).isEmpty();
    }

    @Test
    void whatIsNearSeveralHasNoAnswer() {
        assertThat(Words.nearest("p95", List.of("p90", "p99", "p75"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ab, ab, 0", "ab, ba, 1", "ab, a, 1", "a, ab, 1", "ab, cb, 1", "'', abc, 3", "kitten, sitting, 3"})
    void countsEditsAndSwappedNeighbours(String a, String b, int edits) {
        assertThat(Words.distance(a, b)).isEqualTo(edits);
    }

    @Test
    void listsReadLikeALanguage() {
        assertThat(Words.anyOf(List.of("a"))).isEqualTo("a");
        assertThat(Words.anyOf(List.of("a", "b", "c"))).isEqualTo("a, b or c");
        assertThat(Words.oneOf("blu", List.of("blue", "canary"))).isEqualTo("one of blue, canary; did you mean blue?");
        assertThat(Words.oneOf("x", List.of("blue", "canary"))).isEqualTo("one of blue, canary");
        assertThat(Words.oneOf("x", List.of("blue"))).isEqualTo("blue");
    }
}
