package io.dimmer.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpDateTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "784111777 | Sun, 06 Nov 1994 08:49:37 GMT",
                "0 | Thu, 01 Jan 1970 00:00:00 GMT",
                "1709164799 | Wed, 28 Feb 2024 23:59:59 GMT",
                "1709164800 | Thu, 29 Feb 2024 00:00:00 GMT",
                "-1 | Wed, 31 Dec 1969 23:59:59 GMT",
                "253402300799 | Fri, 31 Dec 9999 23:59:59 GMT"
            })
    void writesTheFixedForm(long epochSeconds, String date) {
        assertThat(HttpDate.of(epochSeconds)).isEqualTo(date);
    }

    @Test
    void agreesWithTheFormatterOfTheJdk() {
        DateTimeFormatter formatter = DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.US)
                .withZone(ZoneOffset.UTC);
        Random random = new Random(5);
        for (int i = 0; i < 1_000; i++) {
            long second = random.nextInt() & 0xFFFFFFFFL;
            assertThat(HttpDate.of(second)).isEqualTo(formatter.format(Instant.ofEpochSecond(second)));
        }
    }
}
