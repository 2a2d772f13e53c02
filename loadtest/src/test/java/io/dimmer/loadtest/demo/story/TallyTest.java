package io.dimmer.loadtest.demo.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.dimmer.loadtest.generate.Answer;
import io.dimmer.loadtest.record.Ending;
import io.dimmer.loadtest.record.Sample;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TallyTest {
    private static final long MILLI = 1_000_000;
    private final Tally tally = new Tally(10);

    @Test
    void everyFailureThatIsNotTheCanarysIsStables() {
        tally.ended(answer(1, 0, 500, "canary", "hash"));
        tally.ended(answer(2, 0, 404, "canary", "hash"));
        tally.ended(answer(3, 0, 502, "blue", "hash"));
        tally.ended(answer(4, 0, 503, "", ""));
        tally.ended(answer(5, 0, 200, "green", "hash"));

        assertThat(tally.requests()).isEqualTo(5);
        assertThat(tally.failures()).isEqualTo(4);
        assertThat(tally.stableEndings()).isEqualTo(Map.of(Ending.SERVER_ERROR, 2L));
    }

    @Test
    void aRequestFromBeforeTheMarkIsNotCountedSinceIt() {
        tally.ended(answer(1, 0, 200, "canary", "hash"));
        tally.mark(100 * MILLI);
        tally.ended(answer(2, 99, 200, "canary", "hash"));
        tally.ended(answer(3, 100, 500, "canary", "hash"));

        Seen canary = tally.sinceMark("canary");
        assertThat(canary.requests()).isEqualTo(1);
        assertThat(canary.failures()).isEqualTo(1);
        assertThat(canary.p50()).isBetween(Duration.ofNanos(3_990_000), Duration.ofNanos(4_010_000));
        assertThat(tally.sinceMark("blue")).isEqualTo(Seen.NOTHING);
        assertThat(tally.requests()).isEqualTo(3);
    }

    @Test
    void theRollCallTellsWhoWasMovedAndWhoStrayed() {
        tally.ended(answer(1, 0, 200, "canary", "hash"));
        tally.ended(answer(2, 0, 200, "blue", "hash"));
        tally.ended(answer(3, 0, 200, "blue", "hash"));
        tally.rollCalled(answer(1, 0, 200, "green", "drained"));
        tally.rollCalled(answer(2, 0, 200, "blue", "hash"));
        tally.rollCalled(answer(3, 0, 200, "green", "hash"));
        tally.rollCalled(answer(4, 0, 200, "blue", "drained"));

        assertThat(tally.moves()).isEqualTo(new Moves(1, 1, 1));
        assertThat(tally.moves().fromCanary()).isEqualTo(2);
    }

    private static Answer answer(int user, long plannedMillis, int status, String version, String reason) {
        long planned = plannedMillis * MILLI;
        Sample sample = new Sample(planned, planned, planned + 4 * MILLI, Ending.ofStatus(status), status);
        return new Answer(0, user, sample, version, reason, Answer.ABSENT);
    }
}
