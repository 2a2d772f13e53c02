package io.dimmer.server.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class WarmUpIT {
    private static final Duration LONG = Duration.ofMinutes(2);

    @Test
    void sendsRequestsThroughAProxyOfItsOwnAndLeavesNothingBehind() {
        assertThat(WarmUp.run(LONG, 400)).isEqualTo(400);
        Awaitility.await()
                .atMost(LONG)
                .untilAsserted(() -> assertThat(threads()).noneMatch(name -> name.startsWith("warm-up")));
    }

    @Test
    void endsWhenItsTimeIsOver() {
        // No machine answers so many: only the time can end it.
        assertThat(WarmUp.run(Duration.ofMillis(300), Integer.MAX_VALUE)).isLessThan(Integer.MAX_VALUE);
    }

    @Test
    void doesNothingWithoutTime() {
        assertThat(WarmUp.run(Duration.ZERO)).isZero();
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toList();
    }
}
