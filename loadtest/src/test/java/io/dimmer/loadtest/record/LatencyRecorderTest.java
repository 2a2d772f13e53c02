package io.dimmer.loadtest.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LatencyRecorderTest {
    private static final long MILLI = 1_000_000;
    private final LatencyRecorder recorder = new LatencyRecorder();

    @Test
    void keepsWhatUsersWaitedApartFromWhatTheSenderSaw() {
        for (int i = 1; i <= 1_000; i++) {
            record(new Sample(0, (i - 1) * MILLI, i * MILLI, Ending.ANSWERED, 200));
        }
        LabelResult all = result(Label.ALL);

        assertThat(millis(all.fromPlanned().at(50))).isCloseTo(500, within(0.5));
        assertThat(millis(all.fromPlanned().at(99))).isCloseTo(990, within(1.0));
        assertThat(millis(all.fromPlanned().max())).isCloseTo(1_000, within(1.0));
        assertThat(millis(all.fromSending().max())).isCloseTo(1, within(0.001));
    }

    @Test
    void countsEndingsAndKnowsFailures() {
        record(new Sample(0, 0, MILLI, Ending.ofStatus(204), 204));
        record(new Sample(0, 0, MILLI, Ending.ofStatus(302), 302));
        record(new Sample(0, 0, MILLI, Ending.ofStatus(404), 404));
        record(new Sample(0, 0, MILLI, Ending.ofStatus(503), 503));
        record(new Sample(0, Sample.NOT_SENT, MILLI, Ending.CONNECT_FAILED, 0));
        LabelResult all = result(Label.ALL);

        assertThat(all.endings())
                .isEqualTo(Map.of(
                        Ending.ANSWERED, 2L,
                        Ending.CLIENT_ERROR, 1L,
                        Ending.SERVER_ERROR, 1L,
                        Ending.CONNECT_FAILED, 1L));
        assertThat(all.requests()).isEqualTo(5);
        assertThat(all.failures()).isEqualTo(3);
        assertThat(all.fromPlanned().count()).isEqualTo(5);
        assertThat(all.fromSending().count()).as("what was never sent").isEqualTo(4);
    }

    @Test
    void addsUpRecordersOfSeveralThreads() {
        LatencyRecorder other = new LatencyRecorder();
        record(new Sample(0, 0, MILLI, Ending.ANSWERED, 200));
        other.record(Label.ALL, new Sample(0, 0, 3 * MILLI, Ending.TIMEOUT, 0));
        other.record(Label.version("blue"), new Sample(0, 0, 3 * MILLI, Ending.TIMEOUT, 0));
        recorder.add(other);

        assertThat(result(Label.ALL).requests()).isEqualTo(2);
        assertThat(result(Label.version("blue")).failures()).isEqualTo(1);
    }

    @Test
    void refusesAnEndBeforeThePlannedMoment() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Sample(5, 5, 4, Ending.ANSWERED, 200))
                .withMessage("ended: found 4, expected at least 5");
    }

    private void record(Sample sample) {
        recorder.record(Label.ALL, sample);
    }

    private LabelResult result(Label label) {
        return Optional.ofNullable(recorder.results().get(label)).orElseThrow();
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }
}
