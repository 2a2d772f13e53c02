package io.dimmer.config.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SizeTest {
    @ParameterizedTest
    @CsvSource({
        "0B, 0",
        "512B, 512",
        "1kB, 1000",
        "1KB, 1000",
        "10MB, 10000000",
        "2GB, 2000000000",
        "64KiB, 65536",
        "1MiB, 1048576",
        "2GiB, 2147483648",
        "1.5MiB, 1572864",
        "0.5KB, 500"
    })
    void readsANumberWithItsUnit(String text, long bytes) {
        assertThat(Size.parse(text)).isEqualTo(new Size(bytes));
    }

    @ParameterizedTest
    @CsvSource({
        "64, 'a size with its unit B, KB, MB, GB, KiB, MiB or GiB, such as 64KiB'",
        "64k, 'a size such as 512B, 64KiB, 10MB or 2GiB'",
        "64 KiB, 'a size such as 512B, 64KiB, 10MB or 2GiB'",
        "-1B, 'a size such as 512B, 64KiB, 10MB or 2GiB'",
        "1.5B, whole bytes",
        "99999999999GiB, at most 9223372036854775807B"
    })
    void refusesWhatIsNoneAndSaysWhatOneIs(String text, String expected) {
        assertThatThrownBy(() -> Size.parse(text))
                .isInstanceOf(UnexpectedValueException.class)
                .hasMessage("size: found " + text + ", expected " + expected);
    }

    @ParameterizedTest
    @CsvSource({"0, 0B", "512, 512B", "65536, 64KiB", "1000, 1KB", "1500000, 1500KB", "1048576, 1MiB", "1025, 1025B"})
    void printsTheLargestUnitThatDivides(long bytes, String text) {
        assertThat(new Size(bytes)).hasToString(text);
        assertThat(Size.parse(text)).isEqualTo(new Size(bytes));
    }
}
