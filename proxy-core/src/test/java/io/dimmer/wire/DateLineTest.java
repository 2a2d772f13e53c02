package io.dimmer.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DateLineTest {
    private final AtomicLong millis = new AtomicLong(784_111_777_000L);
    private final DateLine line = new DateLine(() -> Instant.ofEpochMilli(millis.get()));

    @Test
    void isMadeOnceASecond() {
        byte[] first = line.now();
        assertThat(new String(first, StandardCharsets.US_ASCII)).isEqualTo("Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n");
        millis.addAndGet(999);
        assertThat(line.now()).isSameAs(first);
        millis.addAndGet(1);
        assertThat(new String(line.now(), StandardCharsets.US_ASCII)).contains("08:49:38");
    }

    @Test
    void followsAClockThatIsSetBack() {
        line.now();
        millis.addAndGet(-1);
        assertThat(new String(line.now(), StandardCharsets.US_ASCII)).contains("08:49:36");
    }
}
