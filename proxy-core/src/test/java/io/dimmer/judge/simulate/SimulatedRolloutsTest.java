package io.dimmer.judge.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.dimmer.judge.JudgeSettings;
import io.dimmer.judge.simulate.Story.Crowd;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The cases that matter, with few runs; {@link Simulate} does thousands. Seeds are fixed. */
final class SimulatedRolloutsTest {

    private static final JudgeSettings BY_USER = Variant.usual().settings();
    private static final JudgeSettings BY_REQUEST = Variant.byRequest().settings();

    private static Sample sample(JudgeSettings settings, Crowd crowd, Health health, int runs) {
        return Sample.of(Story.of(settings, crowd, health), runs);
    }

    @Test
    void aDeadCanaryIsDrainedAfterTwentyRequests() {
        Sample sample = sample(BY_USER, Crowd.UNIFORM, Health.failing(1), 200);
        assertThat(sample.drained()).isEqualTo(200);
        assertThat(sample.mean(Run.Result::requests)).isLessThanOrEqualTo(1.2 * 20);
        assertThat(sample.p95(Run.Result::requests)).isLessThanOrEqualTo(32);
    }

    @Test
    void fivePercentOfErrorsAreDrainedWithinTheTable() {
        Sample sample = sample(BY_USER, Crowd.UNIFORM, Health.failing(0.05), 100);
        assertThat(sample.mean(Run.Result::requests)).isLessThanOrEqualTo(1.2 * 127);
        assertThat(sample.mean(Run.Result::failed)).isLessThanOrEqualTo(1.2 * 6.5);
    }

    @Test
    void latencyTwiceAsLongIsDrainedWithinTheTable() {
        Sample sample = sample(BY_USER, Crowd.UNIFORM, Health.slower(2), 100);
        assertThat(sample.mean(Run.Result::requests)).isLessThanOrEqualTo(1.2 * 50);
    }

    @Test
    void aTailIsDrainedWithinTwiceTheInformationLimit() {
        JudgeSettings open = Variant.byRequest().blipTicks(0).settings();
        Sample sample = sample(open, Crowd.STRANGERS, Health.hanging(0.03), 100);
        double limit = InformationLimit.ofRates(0.001, 0.03097, 0.05, 0.001);
        assertThat(sample.mean(Run.Result::requests)).isLessThanOrEqualTo(2 * limit);
    }

    @Test
    void healthyCanariesAreDrainedLessOftenThanAlpha() {
        JudgeSettings loose = Variant.usual().alpha(0.01).settings();
        Story story = Story.of(loose, Crowd.UNIFORM, Health.GOOD).lasting(60);
        assertThat(Sample.of(story, 120).drained()).isLessThanOrEqualTo(2);
    }

    @Test
    void aSharedOutageDrainsNobody() {
        Story outage =
                Story.of(BY_USER, Crowd.UNIFORM, Health.GOOD).lasting(160).outageWhile(tick -> tick / 20 % 2 == 1);
        assertThat(Sample.of(outage, 12).drained()).isZero();
        Story strangers =
                Story.of(BY_REQUEST, Crowd.STRANGERS, Health.GOOD).lasting(160).outageWhile(tick -> tick / 20 % 2 == 1);
        assertThat(Sample.of(strangers, 12).drained()).isZero();
    }

    @Test
    void aSharedOutageBackwardsInTimeDrainsNobody() {
        Story backwards = Story.of(BY_REQUEST, Crowd.STRANGERS, Health.GOOD)
                .lasting(160)
                .outageWhile(tick -> (159 - tick) / 20 % 2 == 1 || tick < 10);
        assertThat(Sample.of(backwards, 12).drained()).isZero();
    }

    @Test
    void oneBadTickDrainsNobodyAndTheTwinDoes() {
        Story blip = Story.of(BY_REQUEST, Crowd.STRANGERS, Health.failing(1))
                .lasting(40)
                .badWhile(tick -> tick == 10);
        assertThat(Sample.of(blip, 40).drained()).isZero();
        Story twin = Story.of(Variant.byRequest().blipTicks(0).settings(), Crowd.STRANGERS, Health.failing(1))
                .lasting(40)
                .badWhile(tick -> tick == 10);
        assertThat(Sample.of(twin, 40).drained()).isGreaterThan(20);
    }

    @Test
    void poisonedUsersDrainNobodyAndTheTwinByRequestDoes() {
        Story byUser = Story.of(BY_USER, Crowd.ZIPF, Health.GOOD).lasting(480).poisonedUsers(0.01);
        assertThat(Sample.of(byUser, 12).drained()).isZero();
        Story twin = Story.of(BY_REQUEST, Crowd.ZIPF, Health.GOOD).lasting(480).poisonedUsers(0.01);
        assertThat(Sample.of(twin, 12).drained()).isGreaterThan(0);
    }

    @Test
    void aLowerShareWithTimeoutsInFlightDrainsNobodyAndTheTwinDoes() {
        long drained = LongStream.range(0, 6)
                .filter(seed -> WeightChange.drains(BY_REQUEST, seed, true))
                .count();
        assertThat(drained).isZero();
        long twin = LongStream.range(0, 6)
                .filter(seed -> WeightChange.drains(BY_REQUEST, seed, false))
                .count();
        assertThat(twin).isGreaterThan(3);
    }

    @ParameterizedTest
    @CsvSource({
        "0.001, 0.01, 0.05, 562.1",
        "0.001, 0.05, 0.05, 62.1",
        "0.001, 0.5, 0.01, 3.2",
        "0.001, 1, 0.5, 5.0",
        "0.01, 0.02, 0.1, 2017",
        "0.01, 0.1, 0.5, 153.9",
    })
    void informationLimitAgreesWithTheTable(double stable, double canary, double share, double expected) {
        assertThat(InformationLimit.ofRates(stable, canary, share, 0.001)).isCloseTo(expected, withinPercentage(2));
    }

    @Test
    void informationLimitOfLatencyAgreesWithTheTable() {
        assertThat(InformationLimit.ofFactor(2, 0.05, 0.001)).isCloseTo(12.3, within(0.1));
        assertThat(InformationLimit.ofFactor(1.5, 0.05, 0.001)).isCloseTo(36, within(0.5));
        assertThat(InformationLimit.ofFactor(2, 0.5, 0.001)).isCloseTo(26.3, within(0.1));
    }
}
