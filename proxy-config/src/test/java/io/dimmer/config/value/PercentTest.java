package io.dimmer.config.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PercentTest {
    @ParameterizedTest
    @CsvSource({
        "2.5%, 25000",
        "0.025, 25000",
        "0%, 0",
        "0, 0",
        "1, 1000000",
        "100%, 1000000",
        "900%, 9000000",
        "0.0001%, 1",
        "0.001, 1000",
        "2.50%, 25000"
    })
    void readsPercentagesAndRatios(String text, int partsPerMillion) {
        assertThat(Percent.parse(text)).isEqualTo(new Percent(partsPerMillion));
    }

    @ParameterizedTest
    @CsvSource({
        "25, 'a percentage with its %, such as 25%, or a ratio from 0 to 1'",
        "1.5, 'a percentage with its %, such as 1.5%, or a ratio from 0 to 1'",
        "-1%, 'a percentage such as 2.5%, or a ratio such as 0.025'",
        "-0.1, 'a percentage such as 2.5%, or a ratio such as 0.025'",
        "few, 'a percentage such as 2.5%, or a ratio such as 0.025'",
        "2.5 %, 'a percentage such as 2.5%, or a ratio such as 0.025'",
        "999999999%, 'a percentage such as 2.5%, or a ratio such as 0.025'",
        "0.00001%, steps of 0.0001% at least",
        "0.0000001, steps of 0.0001% at least"
    })
    void refusesWhatIsNoneAndSaysWhatOneIs(String text, String expected) {
        assertThatThrownBy(() -> Percent.parse(text))
                .isInstanceOf(UnexpectedValueException.class)
                .hasMessage("percentage: found " + text + ", expected " + expected);
    }

    @ParameterizedTest
    @CsvSource({"25000, 2.5%", "0, 0%", "1000000, 100%", "1, 0.0001%"})
    void printsWithoutTrailingZeros(int parts, String text) {
        assertThat(new Percent(parts)).hasToString(text);
        assertThat(Percent.parse(text)).isEqualTo(new Percent(parts));
    }
}
