package io.dimmer.config.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({
        "250ms, PT0.25S",
        "15s, PT15S",
        "10m, PT10M",
        "2h, PT2H",
        "30d, PT720H",
        "2.5s, PT2.5S",
        "0.5ms, PT0.0005S",
        "0s, PT0S",
        "3650d, PT87600H",
        "0.000001ms, PT0.000000001S"
    })
    void readsANumberWithItsUnit(String text, Duration duration) {
        assertThat(Durations.parse(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @CsvSource({
        "15, 'a duration with its unit ms, s, m, h or d, such as 250ms or 15s'",
        "-3, 'a duration with its unit ms, s, m, h or d, such as 250ms or 15s'",
        "15 s, 'a duration such as 250ms, 15s, 10m, 1h or 30d'",
        "15S, 'a duration such as 250ms, 15s, 10m, 1h or 30d'",
        "-15s, 'a duration such as 250ms, 15s, 10m, 1h or 30d'",
        "1h30m, 'a duration such as 250ms, 15s, 10m, 1h or 30d'",
        "PT1S, 'a duration such as 250ms, 15s, 10m, 1h or 30d'",
        "3651d, at most 3650d",
        "999999999999d, at most 3650d",
        "0.0000001ms, whole nanoseconds"
    })
    void refusesWhatIsNoneAndSaysWhatOneIs(String text, String expected) {
        assertThatThrownBy(() -> Durations.parse(text))
                .isInstanceOf(UnexpectedValueException.class)
                .hasMessage("duration: found " + text + ", expected " + expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"250ms", "15s", "60s", "90s", "10m", "1h", "36h", "1d", "30d", "0ms", "0.25ms", "2500ms"})
    void printsWhatItReads(String text) {
        assertThat(Durations.format(Durations.parse(text))).isEqualTo(text);
    }

    @Test
    void printsTheLargestUnitThatDivides() {
        assertThat(Durations.format(Duration.ofMinutes(1))).isEqualTo("60s");
        assertThat(Durations.format(Duration.ofHours(24))).isEqualTo("1d");
        assertThat(Durations.format(Duration.ofMillis(1500))).isEqualTo("1500ms");
    }

    @Test
    void positiveIsAboveZeroAndNotForEver() {
        Durations.checkPositive("x", Duration.ofNanos(1));
        assertThatThrownBy(() -> Durations.checkPositive("drain.deadline", Duration.ZERO))
                .hasMessage("drain.deadline: found PT0S, expected more than 0ms, at most 3650d");
        assertThatThrownBy(() -> Durations.checkPositive("x", Duration.ofDays(3651)))
                .isInstanceOf(UnexpectedValueException.class);
    }
}
