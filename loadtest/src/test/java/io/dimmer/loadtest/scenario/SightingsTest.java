package io.dimmer.loadtest.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.dimmer.loadtest.generate.Answer;
import io.dimmer.loadtest.record.Ending;
import io.dimmer.loadtest.record.Sample;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SightingsTest {
    private final Sightings sightings = new Sightings();

    @Test
    void countsByVersionAndByWhatTheProxyCallsIt() {
        sightings.ended(answer(1, 10, "blue", "", Ending.ANSWERED));
        sightings.ended(answer(2, 11, "canary", "", Ending.SERVER_ERROR));
        sightings.ended(answer(3, 12, "", "no_capacity", Ending.SERVER_ERROR));
        sightings.ended(answer(4, 13, "", "", Ending.CONNECTION_RESET));

        assertThat(sightings.requests()).isEqualTo(4);
        assertThat(sightings.requests("blue")).isEqualTo(1);
        assertThat(sightings.failures()).isEqualTo(3);
        assertThat(sightings.failures("canary")).isEqualTo(1);
        assertThat(sightings.failures("blue")).isZero();
        assertThat(sightings.endings())
                .isEqualTo(Map.of("server_error", 1L, "no_capacity", 1L, "connection_reset", 1L));
    }

    @Test
    void noticesWhoMovedAndNotWhoStayed() {
        sightings.ended(answer(1, 10, "blue", "", Ending.ANSWERED));
        sightings.ended(answer(2, 10, "blue", "", Ending.ANSWERED));
        sightings.ended(answer(1, 11, "blue", "", Ending.ANSWERED));
        sightings.ended(answer(2, 11, "canary", "", Ending.ANSWERED));
        sightings.ended(answer(1, 11, "", "no_capacity", Ending.SERVER_ERROR));

        assertThat(sightings.moves()).isEqualTo(Map.of("blue to canary", 1L));
    }

    @Test
    void aPhaseBeginsWithRequestsThatWereDueInIt() {
        sightings.ended(answer(1, 10, "blue", "", Ending.ANSWERED));
        sightings.phase(5);
        sightings.ended(answer(4, 11, "blue", "", Ending.SERVER_ERROR));
        sightings.ended(answer(5, 12, "blue", "", Ending.ANSWERED));

        assertThat(sightings.requests()).isEqualTo(1);
        assertThat(sightings.failures()).isZero();
    }

    @Test
    void everyStoryHasATwinWithAnotherEnd() {
        assertThat(Scenario.ALL)
                .extracting(Scenario::word)
                .doesNotHaveDuplicates()
                .hasSize(8);
        assertThat(Scenario.ALL).allSatisfy(scenario -> {
            assertThat(scenario.story(true)).isNotEqualTo(scenario.story(false));
            assertThat(Scenario.of(scenario.word())).contains(scenario);
        });
        assertThat(Scenario.of("all-is-well")).isEmpty();
    }

    private static Answer answer(long planned, int user, String version, String outcome, Ending ending) {
        return new Answer(
                planned, user, new Sample(planned, planned, planned + 1, ending, 200), version, "hash", outcome);
    }
}
