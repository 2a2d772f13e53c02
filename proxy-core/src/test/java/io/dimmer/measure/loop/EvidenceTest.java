package io.dimmer.measure.loop;

import static io.dimmer.measure.loop.Probe.BLUE;
import static io.dimmer.measure.loop.Probe.CANARY;
import static io.dimmer.measure.loop.Probe.MS;
import static io.dimmer.measure.loop.Probe.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.dimmer.exchange.AssignmentReason;
import io.dimmer.exchange.Outcome;
import io.dimmer.judge.Fact;
import io.dimmer.judge.Thresholds;
import io.dimmer.measure.sketch.Latencies;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The rules of evidence ({@code statistics.md} §3.0, §3.1), each with its twin. Facts are written as {@code types known >
 * types that happened}: E error, C client error, 1 to 5 slow, L limit.
 */
class EvidenceTest {
    private static final String SLOW = "12345L";
    private static final int MOST = 50;

    private final Thresholds thresholds = Probe.thresholds();
    private long now;
    private final LoopRecorder loop = new LoopRecorder(() -> now, new Latencies(), MOST);

    @BeforeEach
    void begin() {
        loop.adopt(Probe.roster(Probe.ALL_ERRORS));
        loop.take(service -> thresholds, number -> false);
    }

    @Test
    void aQuickAnswerResolvesSlowTypesAtItsHeadAndErrorsAtItsEnd() {
        Probe probe = on(CANARY).assigned(0).head(200, 7 * MS);
        assertThat(facts()).containsExactly(SLOW + " > ");
        probe.end(Outcome.ANSWERED, 200, 90 * MS);
        assertThat(facts()).containsExactly("EC > ");
    }

    @ParameterizedTest
    @CsvSource({
        "10, ''",
        "10.001, 1",
        "15, 1",
        "20, 1",
        "20.5, 12",
        "35, 123",
        "41, 1234",
        "51, 12345",
        "100, 12345",
        "101, 12345L"
    })
    void stableIsSlowBeyondT(double millis, String events) {
        on(BLUE).assigned(0).head(200, Math.round(millis * MS));
        assertThat(facts()).containsExactly(SLOW + " > " + events);
    }

    @ParameterizedTest
    @CsvSource({"15, ''", "15.001, 1", "25, 1", "26, 12", "55, 1234", "56, 12345", "100, 12345", "101, 12345L"})
    void theCanaryIsSlowBeyondTPrime(double millis, String events) {
        on(CANARY).assigned(0).head(200, Math.round(millis * MS));
        assertThat(facts()).containsExactly(SLOW + " > " + events);
    }

    @Test
    void latencyIsFromAskingForAConnectionNotFromTheFirstByte() {
        on(BLUE).assigned(500 * MS).head(200, 505 * MS);
        assertThat(facts()).containsExactly(SLOW + " > ");
    }

    @Test
    void aFastFailureResolvesNoSlowTypeAndASlowOneThoseThatItCrossed() {
        on(CANARY).assigned(0).answer(503, 5 * MS);
        assertThat(facts()).containsExactly("EC > E");
        on(CANARY).assigned(0).answer(503, 30 * MS);
        assertThat(facts()).containsExactly("12 > 12", "EC > E");
    }

    @Test
    void aClientErrorResolvesEverySlowTypeLikeAGoodAnswer() {
        on(BLUE).assigned(0).answer(404, 22 * MS);
        assertThat(facts()).containsExactly(SLOW + " > 12", "EC > C");
        on(CANARY).assigned(0).answer(404, 5 * MS);
        assertThat(facts()).containsExactly(SLOW + " > ", "EC > C");
    }

    @Test
    void aFailureWithoutAHeadIsAsOldAsItsEnd() {
        now = 26 * MS;
        on(CANARY).assigned(0).end(Outcome.CONNECTION_RESET, 502, now);
        assertThat(facts()).containsExactly("EC12 > E12");
        on(BLUE).assigned(0).end(Outcome.CONNECTION_RESET, 502, now);
        assertThat(facts()).containsExactly("EC12 > E12");
        now = 22 * MS;
        on(CANARY).assigned(0).end(Outcome.CONNECT_FAILED, 502, now);
        assertThat(facts()).as("canary below its second t'").containsExactly("EC1 > E1");
        on(BLUE).assigned(0).end(Outcome.CONNECT_FAILED, 502, now);
        assertThat(facts()).as("stable above its second t").containsExactly("EC12 > E12");
    }

    @Test
    void aBrokenBodyIsAnErrorAndLeavesWhatTheHeadResolved() {
        on(CANARY).assigned(0).head(200, 5 * MS).end(Outcome.RESPONSE_TRUNCATED, 200, 900 * MS);
        assertThat(facts()).containsExactly(SLOW + " > ", "EC > E");
    }

    @ParameterizedTest
    @EnumSource(
            value = Outcome.class,
            names = {"CLIENT_GONE", "DRAIN_CUT", "DEADLINE_SPENT", "NO_CAPACITY", "INTERNAL_ERROR"})
    void faultsOfOthersTellNothingButWhatWasCrossed(Outcome outcome) {
        now = 5 * MS;
        on(CANARY).assigned(0).end(outcome, 0, now);
        assertThat(facts()).isEmpty();
        now = 22 * MS;
        on(CANARY).assigned(0).end(outcome, 0, now);
        assertThat(facts()).containsExactly("1 > 1");
        on(BLUE).assigned(0).end(outcome, 0, now);
        assertThat(facts()).as("both arms at t'").containsExactly("1 > 1");
        on(CANARY).assigned(0).head(200, 5 * MS).end(outcome, 0, now);
        assertThat(facts()).as("after a head").containsExactly(SLOW + " > ");
    }

    @Test
    void withoutAHeadBothArmsResolveAtTheSameAge() {
        Probe blue = on(BLUE).assigned(0);
        Probe canary = on(CANARY).assigned(0);
        now = 15 * MS;
        assertThat(facts()).as("t of stable is crossed, t' is not").isEmpty();
        now = 16 * MS;
        assertThat(facts()).containsExactly("1 > 1", "1 > 1");
        assertThat(facts()).as("once").isEmpty();
        now = 300 * MS;
        assertThat(facts()).containsExactly("2345L > 2345L", "2345L > 2345L");
        blue.answer(200, now);
        canary.end(Outcome.RESPONSE_TIMEOUT, 504, now);
        assertThat(facts()).containsExactly("EC > ", "EC > E");
    }

    @Test
    void aHeadAfterAgeingAddsOnlyWhatIsLeft() {
        on(BLUE).assigned(0);
        Probe second = on(BLUE).assigned(0);
        now = 16 * MS;
        assertThat(facts()).hasSize(2);
        second.head(200, 22 * MS);
        assertThat(facts()).containsExactly("2345L > 2");
    }

    @ParameterizedTest
    @EnumSource(AssignmentReason.class)
    void onlyWhoWasDrawnIsComparedAndOnlyWhoWasInvitedIsHeldToLimits(AssignmentReason reason) {
        on(CANARY).because(reason).assigned(0).answer(500, MS);
        List<Long> packed = packed();
        switch (reason) {
            case FORCED, KILLED, FALLBACK, RETRY -> assertThat(packed).isEmpty();
            case PINNED, RING -> assertThat(packed).hasSize(1).allMatch(Fact::limitsOnly);
            case SESSION, HASH, RANDOM, DRAINED -> assertThat(packed).hasSize(1).noneMatch(Fact::limitsOnly);
        }
    }

    @Test
    void loadTestsAreNoEvidenceHoweverTheyWereAssigned() {
        on(CANARY).run().assigned(0).answer(500, MS);
        assertThat(facts()).isEmpty();
    }

    @Test
    void factsCarryTheKeyTheVersionAndTheSplitNumberOfTheAssignment() {
        on(CANARY).of(-7).under(3).assigned(0).answer(500, MS);
        on(BLUE).keyless().under(4).assigned(0).answer(500, MS);
        LoopEvidence evidence = take(thresholds);
        assertThat(evidence.facts()).isEqualTo(2);
        assertThat(evidence.buffer()[0]).isEqualTo(-7);
        assertThat(Fact.version(evidence.buffer()[1])).isEqualTo(CANARY);
        assertThat(Fact.split(evidence.buffer()[1])).isEqualTo(3);
        assertThat(Fact.keyed(evidence.buffer()[1])).isTrue();
        assertThat(Fact.version(evidence.buffer()[3])).isEqualTo(BLUE);
        assertThat(Fact.split(evidence.buffer()[3])).isEqualTo(4);
        assertThat(Fact.keyed(evidence.buffer()[3])).isFalse();
    }

    @Test
    void whatTheServiceDoesNotCountIsNoError() {
        loop.adopt(Probe.roster(Set.of("connect_failed")));
        on(CANARY).assigned(0).answer(503, 5 * MS);
        assertThat(facts()).as("a 5xx is as good as any").containsExactly(SLOW + " > ", "EC > ");
        on(CANARY).assigned(0).end(Outcome.CONNECTION_RESET, 502, 0);
        on(CANARY).assigned(0).end(Outcome.CONNECT_FAILED, 502, 0);
        assertThat(facts()).containsExactly("EC > ", "EC > E");
    }

    @Test
    void newThresholdsDropWhatRunsAndAreAppliedToTheNext() {
        Probe before = on(BLUE).assigned(0);
        Probe done = on(BLUE).assigned(0).answer(200, MS);
        Thresholds next = thresholds.next(new long[] {5 * MS, 0, 0, 0, 0}, new long[] {6 * MS, 0, 0, 0, 0});
        LoopEvidence old = take(next);
        assertThat(old.thresholds()).isSameAs(thresholds);
        assertThat(old.facts()).isEqualTo(2);
        before.answer(500, 200 * MS);
        on(BLUE).assigned(0).answer(200, 7 * MS);
        LoopEvidence evidence = take(next);
        assertThat(evidence.thresholds()).isSameAs(next);
        assertThat(told(evidence)).containsExactly("1L > 1", "EC > ");
        assertThat(done.exchange().resolved()).isNotZero();
    }

    @Test
    void theSameThresholdsDropNothing() {
        Probe running = on(BLUE).assigned(0);
        take(thresholds);
        running.answer(500, MS);
        assertThat(facts()).containsExactly("EC > E");
    }

    @Test
    void whereNobodyJudgesThereAreNoFacts() {
        take(null);
        on(BLUE).assigned(0).answer(500, MS);
        assertThat(loop.take(service -> null, number -> false).evidence(SHOP)).isNull();
    }

    @Test
    void theFirstFactsOfATickAreKeptWhateverTheySay() {
        for (int i = 0; i < MOST; i++) {
            on(BLUE).of(i).assigned(0).end(Outcome.CONNECT_FAILED, 502, 0);
        }
        on(CANARY).of(99).assigned(0).end(Outcome.CONNECT_FAILED, 502, 0);
        LoopEvidence full = take(thresholds);
        assertThat(full.facts()).isEqualTo(MOST);
        assertThat(full.buffer()[2 * (MOST - 1)]).isEqualTo(MOST - 1);
        on(CANARY).of(99).assigned(0).end(Outcome.CONNECT_FAILED, 502, 0);
        assertThat(take(thresholds).facts()).as("the next tick begins anew").isEqualTo(1);
    }

    @Test
    void aRequestThatWasRefusedBeforeAnAttemptTellsNothing() {
        now = 500 * MS;
        on(CANARY).assigned(0).finish(Outcome.NO_CAPACITY, 503, now);
        assertThat(facts()).isEmpty();
    }

    private Probe on(int version) {
        return Probe.at(loop, 0).on(version);
    }

    private LoopEvidence take(@Nullable Thresholds next) {
        LoopEvidence evidence = loop.take(service -> next, number -> false).evidence(SHOP);
        assertThat(evidence).isNotNull();
        return Objects.requireNonNull(evidence);
    }

    private List<Long> packed() {
        LoopEvidence evidence = take(thresholds);
        List<Long> packed = new ArrayList<>();
        for (int i = 0; i < evidence.facts(); i++) {
            packed.add(evidence.buffer()[2 * i + 1]);
        }
        return packed;
    }

    private List<String> facts() {
        return told(take(thresholds));
    }

    private static List<String> told(LoopEvidence evidence) {
        List<String> told = new ArrayList<>();
        for (int i = 0; i < evidence.facts(); i++) {
            long packed = evidence.buffer()[2 * i + 1];
            told.add(types(Fact.resolved(packed)) + " > " + types(Fact.events(packed)));
        }
        return told;
    }

    private static String types(int mask) {
        StringBuilder types = new StringBuilder();
        String names = "E12345CL";
        for (char name : new char[] {'E', 'C', '1', '2', '3', '4', '5', 'L'}) {
            types.append((mask >>> names.indexOf(name) & 1) == 0 ? "" : name);
        }
        return types.toString();
    }
}
