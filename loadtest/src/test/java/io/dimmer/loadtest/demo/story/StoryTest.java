package io.dimmer.loadtest.demo.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.dimmer.loadtest.demo.proxy.CanaryView;
import io.dimmer.loadtest.record.Ending;
import io.dimmer.loadtest.target.Fault;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StoryTest {
    private static final CanaryView CANARY = new CanaryView("ready", "", 0.5, "", "", 0.05, 0);
    private final StringWriter told = new StringWriter();

    @Test
    void saysTheGuardsSentenceAsIts() {
        story(false, false).drained(7.14, "canary failed 19 of 19 requests while blue failed 0 of 214");

        assertThat(told.toString().lines())
                .containsExactly(
                        "   7.1 s  DRAINED canary: it failed 19 of 19 requests while blue failed 0 of 214.",
                        "          A healthy canary would look like this at most once in 1 000 trials.");
    }

    @Test
    void drawsHowFarTheEvidenceHasCome() {
        assertThat(Words.bar(0)).isEqualTo("▏              │");
        assertThat(Words.bar(0.31)).isEqualTo("▏████▍         │");
        assertThat(Words.bar(1.7)).isEqualTo("▏██████████████│");
        for (int percent = 0; percent <= 100; percent++) {
            assertThat(Words.bar(percent / 100.0)).hasSize(16);
        }
    }

    @Test
    void writesNumbersForPeople() {
        assertThat(Words.count(4_800)).isEqualTo("4 800");
        assertThat(Words.count(1_234_567)).isEqualTo("1 234 567");
        assertThat(Words.percent(0.527)).isEqualTo("53 %");
        assertThat(Words.rate(400)).isEqualTo("400");
        assertThat(Words.rate(12.5)).isEqualTo("12.5");
    }

    @Test
    void redrawsOnlyOnATerminal() {
        story(false, false).pulse(1, new Tally(1), CANARY);
        assertThat(told.toString()).isEmpty();

        Story live = story(true, false);
        live.pulse(1, new Tally(1), CANARY);
        live.begins();
        assertThat(told.toString())
                .startsWith("   1.0 s  0 requests")
                .contains("\r\u001b[K   0.0 s  blue 50 %")
                .doesNotContain("\u001b[2m");
    }

    @Test
    void coloursOnlyWhereColoursAreWanted() {
        story(true, true).drained(1, "canary failed");
        assertThat(told.toString()).contains("\u001b[1;31m   1.0 s  DRAINED canary: it failed.\u001b[0m");
    }

    @Test
    void theSummarySaysWhichConditionFailed() {
        Summary summary = new Summary(
                4_800, 21, Map.of(Ending.SERVER_ERROR, 2L), Optional.empty(), false, 0, 0.4, 1, 400, Fault.ERRORS);
        story(false, false).end(summary);

        assertThat(told.toString())
                .contains("failures that users saw        21 of 4 800; stable 2")
                .contains("FAILED: 2 requests failed that the canary had nothing to do with: server_error 2.")
                .contains("FAILED: the canary was bad (errors), and was not drained.");
    }

    @Test
    void aHealthyCanaryIsKept() {
        Summary summary = new Summary(6_000, 0, Map.of(), Optional.empty(), false, 0, 0.04, 1, 400, Fault.NONE);
        story(false, false).end(summary);

        assertThat(told.toString())
                .contains("canary kept: 6 000 requests, evidence never above 4 %.")
                .doesNotContain("FAILED");
    }

    private Story story(boolean live, boolean colour) {
        return new Story(new Screen(new PrintWriter(told, true), live, colour), Fault.ERRORS, "");
    }
}
