package io.dimmer.loadtest.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AlarmTest {
    private final ElapsedTime time = ElapsedTime.system();
    private final List<Long> rings = new CopyOnWriteArrayList<>();

    @Test
    void neverRingsBeforeItsMoment() {
        try (Alarm alarm = alarm()) {
            for (int i = 1; i <= 20; i++) {
                int expected = i;
                long moment = time.nanos() + TimeUnit.MILLISECONDS.toNanos(2);
                alarm.set(moment);
                await().pollInterval(Duration.ofMillis(1)).until(() -> rings.size() == expected);
                assertThat(rings.get(i - 1)).isGreaterThanOrEqualTo(moment);
            }
        }
    }

    @Test
    void ringsAtTheLatestMomentItWasSetTo() {
        try (Alarm alarm = alarm()) {
            long soon = time.nanos() + TimeUnit.MILLISECONDS.toNanos(20);
            alarm.set(time.nanos() + TimeUnit.HOURS.toNanos(1));
            alarm.set(soon);
            await().until(() -> rings.size() == 1);
            assertThat(rings.get(0)).isGreaterThanOrEqualTo(soon);
        }
    }

    @Test
    void isSilentAfterItWasClosed() {
        Alarm alarm = alarm();
        alarm.set(time.nanos() + TimeUnit.MILLISECONDS.toNanos(50));
        alarm.close();
        // Not always none: on a busy machine its moment may come before the close.
        int rung = rings.size();
        await().during(Duration.ofMillis(150)).atMost(Duration.ofSeconds(5)).until(() -> rings.size() == rung);
    }

    private Alarm alarm() {
        return Alarm.start("alarm-test", time, () -> rings.add(time.nanos()));
    }
}
