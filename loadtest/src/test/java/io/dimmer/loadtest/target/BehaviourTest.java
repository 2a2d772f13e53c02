package io.dimmer.loadtest.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BehaviourTest {
    private final Behaviour base = Behaviour.healthy().taking(Duration.ofMillis(4), 0.5);

    @Test
    void halfOfTheAnswersTakeAtMostTheMedian() {
        assertThat(base.delayNanos(Fault.NONE, 0)).isEqualTo(4_000_000);
        assertThat(base.delayNanos(Fault.NONE, 1)).isEqualTo(Math.round(4_000_000 * Math.exp(0.5)));
        assertThat(base.delayNanos(Fault.NONE, -1)).isLessThan(4_000_000);
    }

    @Test
    void onlySlowRequestsAreSlowed() {
        Behaviour slow = base.slowedBy(Duration.ofMillis(80)).with(Fault.SLOW);
        assertThat(slow.delayNanos(Fault.SLOW, 0)).isEqualTo(84_000_000);
        assertThat(slow.delayNanos(Fault.NONE, 0)).isEqualTo(4_000_000);
    }

    @Test
    void theShareDecidesWhoMeetsTheFault() {
        Behaviour some = base.with(Fault.ERRORS, 0.25);
        assertThat(some.faultAt(0)).isEqualTo(Fault.ERRORS);
        assertThat(some.faultAt(0.2499)).isEqualTo(Fault.ERRORS);
        assertThat(some.faultAt(0.25)).isEqualTo(Fault.NONE);
        assertThat(base.with(Fault.ERRORS).faultAt(0.999999)).isEqualTo(Fault.ERRORS);
    }

    @Test
    void refusesWhatCannotBe() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> base.with(Fault.DEAD, 0.5))
                .withMessage("share of dead: found 0.5, expected 1: an upstream is dead for everybody");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> base.with(Fault.ERRORS, 0))
                .withMessage("share: found 0.0, expected more than 0, up to 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> base.taking(Duration.ofMillis(-1), 0))
                .withMessageStartingWith("median: found PT-0.001S");
    }

    @Test
    void everyFaultHasAWordOfItsOwn() {
        for (Fault fault : Fault.values()) {
            assertThat(Fault.of(fault.word())).contains(fault);
        }
        assertThat(Fault.of("ERRORS")).isEmpty();
    }
}
