package io.dimmer.loadtest.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** That a warm-up ends when its time is over, and is not called done too soon. */
final class WarmUpIT {

    @Test
    void nothingIsDoneWhenThereIsNoTimeForIt() throws IOException {
        assertThat(WarmUp.untilWarm(Duration.ZERO)).isFalse();
    }

    @Test
    void onePartAloneIsNotTakenForWarm() throws IOException {
        assertThat(WarmUp.untilWarm(Duration.ofMillis(500))).isFalse();
    }
}
