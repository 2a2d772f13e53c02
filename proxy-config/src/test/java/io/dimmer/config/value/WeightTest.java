package io.dimmer.config.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WeightTest {
    @ParameterizedTest
    @CsvSource({"0, 0", "5, 50000", "10.5556, 105556", "10000, 100000000", "0.0001, 1", "5.0, 50000"})
    void readsNumbersOfUpToFourDecimals(String text, int tenThousandths) {
        assertThat(Weight.parse(text)).isEqualTo(new Weight(tenThousandths));
    }

    @ParameterizedTest
    @CsvSource({
        "-5, a whole number 0 to 10000",
        "10001, a whole number 0 to 10000",
        "10000.0001, a whole number 0 to 10000",
        "some, a whole number 0 to 10000",
        "5%, a whole number 0 to 10000",
        "5.00001, at most four decimals"
    })
    void refusesWhatIsNoneAndSaysWhatOneIs(String text, String expected) {
        assertThatThrownBy(() -> Weight.parse(text))
                .isInstanceOf(UnexpectedValueException.class)
                .hasMessage("weight: found " + text + ", expected " + expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "5", "10.5556", "10000", "0.0001"})
    void printsWhatItReads(String text) {
        assertThat(Weight.parse(text)).hasToString(text);
    }

    @Test
    void roundsComputedWeightsToFourDecimals() {
        assertThat(Weight.of(10.55555)).hasToString("10.5556");
        assertThat(Weight.of(7)).isEqualTo(Weight.parse("7"));
        assertThatThrownBy(() -> Weight.of(Double.NaN)).isInstanceOf(UnexpectedValueException.class);
        assertThatThrownBy(() -> Weight.of(10_000.1)).isInstanceOf(UnexpectedValueException.class);
    }
}
