package io.dimmer.config.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.dimmer.config.ProxySpec;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every class of mistake has its message; what is right has none. */
class CorpusTest {
    @ParameterizedTest
    @MethodSource("io.dimmer.config.file.Corpus#good")
    void loadsWhatIsRight(Corpus.Entry entry) {
        Reading<ProxySpec> reading = entry.read();
        assertThat(reading.problemLines("nothing runs")).isEmpty();
        assertThat(reading.value()).isPresent();
    }

    @ParameterizedTest
    @MethodSource("io.dimmer.config.file.Corpus#bad")
    void tellsEveryProblemWithItsPlaceItsValueAndTheExpectation(Corpus.Entry entry) {
        Reading<ProxySpec> reading = entry.read();
        List<String> lines = reading.problemLines("nothing runs");
        String count =
                entry.expected().size() == 1 ? "1 problem" : entry.expected().size() + " problems";
        assertThat(lines.subList(0, lines.size() - 1)).isEqualTo(entry.expected());
        assertThat(lines.get(lines.size() - 1)).isEqualTo("dimmer.yaml: " + count + "; nothing runs");
        assertThat(reading.value()).isEmpty();
    }

    @Test
    void isLargeEnoughToMeanSomething() {
        assertThat(Corpus.good().count()).isGreaterThanOrEqualTo(20);
        assertThat(Corpus.bad().count()).isGreaterThanOrEqualTo(60);
    }
}
