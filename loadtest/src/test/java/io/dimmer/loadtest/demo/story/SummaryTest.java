package io.dimmer.loadtest.demo.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dimmer.loadtest.record.Ending;
import io.dimmer.loadtest.target.Fault;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SummaryTest {
    private static final Optional<Summary.Decision> DECIDED = Optional.of(new Summary.Decision(19, 1.25));

    @Test
    void hasExactlyTheKeysOfTheContract() {
        JsonNode json = summary(Fault.ERRORS, DECIDED, true, 0).json();

        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly(
                        "requests",
                        "failures",
                        "stableFailures",
                        "canaryRequestsUntilDrain",
                        "secondsUntilDrain",
                        "drained",
                        "cut",
                        "seed",
                        "rate",
                        "fault");
        assertThat(json.get("canaryRequestsUntilDrain").asLong()).isEqualTo(19);
        assertThat(json.get("secondsUntilDrain").asDouble()).isEqualTo(1.25);
        assertThat(json.get("fault").asText()).isEqualTo("errors");
    }

    @Test
    void nothingCountsUntilADrainThatDidNotHappen() {
        JsonNode json = summary(Fault.NOTFOUND, DECIDED, false, 0).json();
        assertThat(json.get("canaryRequestsUntilDrain").isNull()).isTrue();
        assertThat(json.get("secondsUntilDrain").isNull()).isTrue();
    }

    @Test
    void eachFaultHasAnEndOfItsOwn() {
        assertThat(summary(Fault.ERRORS, DECIDED, true, 0).unmet()).isEmpty();
        assertThat(summary(Fault.NOTFOUND, DECIDED, false, 0).unmet()).isEmpty();
        assertThat(summary(Fault.NONE, Optional.empty(), false, 0).unmet()).isEmpty();

        assertThat(summary(Fault.SLOW, Optional.empty(), false, 0).unmet())
                .containsExactly("the canary was bad (slow), and was not drained");
        assertThat(summary(Fault.NOTFOUND, DECIDED, true, 0).unmet())
                .containsExactly("the canary answered 404 to everything, and was drained instead of held");
        assertThat(summary(Fault.NOTFOUND, Optional.empty(), false, 0).unmet())
                .containsExactly("the canary answered 404 to everything, and was not drained instead of held");
        assertThat(summary(Fault.NONE, Optional.empty(), true, 0).unmet())
                .containsExactly("nothing was wrong with the canary, and it was drained");
    }

    @Test
    void aFailureOfStableIsNeverForgiven() {
        assertThat(summary(Fault.ERRORS, DECIDED, true, 2).unmet())
                .containsExactly("2 requests failed that the canary had nothing to do with: timeout 2");
    }

    private static Map<Ending, Long> endings(long timeouts) {
        return timeouts == 0 ? Map.of() : Map.of(Ending.TIMEOUT, timeouts);
    }

    private static Summary summary(
            Fault fault, Optional<Summary.Decision> decision, boolean drained, long stableFailures) {
        return new Summary(
                4_800, 19 + stableFailures, endings(stableFailures), decision, drained, 0, 0.04, 1, 400, fault);
    }
}
