package io.dimmer.loadtest.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** That the generator makes itself warm, and that it ends doing so whatever the machine does. */
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
