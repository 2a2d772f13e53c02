package io.dimmer.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.dimmer.judge.evidence.Block;
import io.dimmer.judge.evidence.Evidence;
import io.dimmer.judge.formula.Table;
import io.dimmer.judge.simulate.Variant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class VerdictTest {

    private static final Pair PAIR = new Pair("blue", "canary", 1, 2);
    private static final Table QUIET = new Table(95, 5, 0, 0);

    private static Verdict verdict(Variant variant, List<Block> blocks) {
        Judge judge = Judge.of(variant.settings());
        Evidence evidence = judge.none(0);
        for (Block block : blocks) {
            evidence = judge.after(evidence, block);
        }
        Thresholds thresholds = Thresholds.first(variant.settings())
                .next(new long[] {50_000_000, 0, 0, 202_000_000, 0}, new long[] {57_000_000, 0, 0, 225_000_000, 0});
        return judge.verdict(evidence, PAIR, thresholds);
    }

    private static List<Block> errors(int blocks, int stable, int canary, int stableEvents, int canaryEvents) {
        return Collections.nCopies(blocks, Block.of(List.of(new Table(stable, canary, stableEvents, canaryEvents))));
    }

    private static Block typed(int type, Table table) {
        List<Table> tables = new ArrayList<>(Collections.nCopies(Fact.LIMIT + Fact.LIMIT_TYPES, Table.EMPTY));
        tables.set(0, QUIET);
        tables.set(type, table);
        return Block.of(tables);
    }

    private static Finding finding(Verdict verdict, String check) {
        return verdict.findings().stream()
                .filter(finding -> finding.check().equals(check))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aDeadCanaryFailsAndSaysWhy() {
        Verdict verdict = verdict(Variant.byRequest(), errors(4, 60, 5, 0, 5));
        assertThat(verdict.word()).isEqualTo(Verdict.Word.FAIL);
        assertThat(verdict.evidence()).isGreaterThanOrEqualTo(1);
        Finding reason = verdict.reason().orElseThrow();
        assertThat(reason.check()).isEqualTo("errors");
        assertThat(reason.word()).isEqualTo(Verdict.Word.FAIL);
        assertThat(reason.sentence().text()).isEqualTo("canary failed 20 of 20 requests while blue failed 0 of 240");
        assertThat(finding(verdict, "latency_p99").word()).isEqualTo(Verdict.Word.INCONCLUSIVE);
    }

    @Test
    void nothingYetIsInconclusiveWithoutHolds() {
        Verdict verdict = verdict(Variant.usual().usualLimits(), List.of());
        assertThat(verdict.word()).isEqualTo(Verdict.Word.INCONCLUSIVE);
        assertThat(verdict.holds()).isEmpty();
        assertThat(verdict.evidence()).isZero();
        assertThat(verdict.findings())
                .extracting(Finding::check)
                .containsExactly(
                        "errors",
                        "latency_p50",
                        "latency_p75",
                        "latency_p90",
                        "latency_p99",
                        "latency_p999",
                        "client_errors",
                        "limit_errors",
                        "limit_latency_p99");
    }

    @Test
    void aSlowCanaryFailsByTheThresholdThatShowsIt() {
        Block slow = typed(Fact.SLOW + 3, new Table(95, 5, 1, 3));
        Verdict verdict = verdict(Variant.byRequest(), Collections.nCopies(6, slow));
        assertThat(verdict.word()).isEqualTo(Verdict.Word.FAIL);
        assertThat(verdict.reason().orElseThrow().check()).isEqualTo("latency_p99");
        assertThat(verdict.reason().orElseThrow().sentence().text())
                .isEqualTo("canary took longer than 225 ms for 18 of 30 requests"
                        + " while blue took longer than 202 ms for 6 of 570");
    }

    @Test
    void withoutLatencyErrorsHaveAllOfTheWeight() {
        double alone = verdict(Variant.byRequest().withoutLatency(), errors(3, 95, 5, 0, 3))
                .evidence();
        double beside = verdict(Variant.byRequest(), errors(3, 95, 5, 0, 3)).evidence();
        assertThat(alone).isGreaterThan(beside);
    }

    @Test
    void refusingMoreRequestsHoldsAndNeverDrains() {
        Block refusing = typed(Fact.CLIENT_ERROR_TYPE, new Table(95, 5, 2, 5));
        Verdict verdict = verdict(Variant.byRequest(), Collections.nCopies(12, refusing));
        assertThat(verdict.word()).isEqualTo(Verdict.Word.INCONCLUSIVE);
        assertThat(verdict.evidence()).isZero();
        assertThat(verdict.hold().orElseThrow().reason()).isEqualTo(HoldReason.CLIENT_ERRORS);
        assertThat(verdict.hold().orElseThrow().sentence().text())
                .isEqualTo("canary refused 60 of 60 requests while blue refused 24 of 1140");
        assertThat(finding(verdict, "client_errors").word()).isEqualTo(Verdict.Word.FAIL);
    }

    @Test
    void aCanaryAboveALimitDrainsWithoutStable() {
        Verdict verdict = verdict(Variant.byRequest().limits(Limit.errors(0.05)), errors(4, 0, 10, 0, 6));
        assertThat(verdict.word()).isEqualTo(Verdict.Word.FAIL);
        assertThat(verdict.reason().orElseThrow().sentence().text())
                .isEqualTo("canary failed 24 of 40 requests, allowed are 5 %");
    }

    @Test
    void bothAboveALimitHoldAndTheTwinDrains() {
        Variant limited = Variant.byRequest().limits(Limit.errors(0.05));
        Verdict both = verdict(limited, errors(12, 95, 5, 38, 2));
        assertThat(both.word()).isEqualTo(Verdict.Word.INCONCLUSIVE);
        assertThat(both.holds()).extracting(Verdict.Hold::reason).contains(HoldReason.BOTH_BAD);
        assertThat(both.hold().orElseThrow().sentence().text())
                .isEqualTo("canary failed 24 of 60 requests, allowed are 5 %; blue failed 456 of 1140,"
                        + " so that draining would not help");
        assertThat(finding(both, "limit_errors").word()).isEqualTo(Verdict.Word.INCONCLUSIVE);
        assertThat(verdict(limited, errors(12, 0, 5, 0, 2)).word()).isEqualTo(Verdict.Word.FAIL);
    }

    @Test
    void theComparisonDrainsAlsoWhileStableBreaches() {
        Verdict verdict = verdict(Variant.byRequest().limits(Limit.errors(0.05)), errors(6, 95, 5, 6, 5));
        assertThat(verdict.word()).isEqualTo(Verdict.Word.FAIL);
        assertThat(verdict.reason().orElseThrow().check()).isEqualTo("errors");
    }

    @Test
    void aBetterCanaryBesideABrokenStableIsToldFirst() {
        Verdict verdict = verdict(Variant.byRequest().limits(Limit.errors(0.05)), errors(30, 50, 50, 20, 1));
        assertThat(verdict.word()).isEqualTo(Verdict.Word.INCONCLUSIVE);
        assertThat(verdict.hold().orElseThrow().reason()).isEqualTo(HoldReason.STABLE_BAD);
        assertThat(verdict.hold().orElseThrow().sentence().text()).endsWith("canary is better");
    }

    @Test
    void aStableThatIsOnlySlowerThanItsOwnThresholdsIsNotBad() {
        // Stable is judged at t, the canary at t' > t: equal versions must not make the canary look better.
        Block equal = typed(Fact.SLOW, new Table(50, 50, 25, 20));
        Verdict verdict = verdict(Variant.byRequest().limits(Limit.errors(0.05)), Collections.nCopies(200, equal));
        assertThat(verdict.holds()).isEmpty();
    }

    @Test
    void aFewErrorsAmongVeryManyAreBelowTheFloorAndTheTwinDrains() {
        List<Block> rare = errors(6, 190_000, 10_000, 0, 6);
        Verdict floored = verdict(Variant.byRequest(), rare);
        assertThat(floored.word()).isEqualTo(Verdict.Word.INCONCLUSIVE);
        assertThat(floored.hold().orElseThrow().reason()).isEqualTo(HoldReason.SUSPICIOUS);
        assertThat(verdict(Variant.byRequest().errors(1.25, 0), rare).word()).isEqualTo(Verdict.Word.FAIL);
    }

    @Test
    void twoUnitsAreTooFewAndTheTwinDrains() {
        List<Block> rare = errors(2, 1_000, 2, 0, 1);
        Variant bare = Variant.byRequest().blipTicks(0);
        assertThat(verdict(bare, rare).word()).isEqualTo(Verdict.Word.INCONCLUSIVE);
        assertThat(verdict(bare.minUnits(0), rare).word()).isEqualTo(Verdict.Word.FAIL);
    }

    @Test
    void suspicionEndsByItself() {
        List<Block> blocks = new ArrayList<>(errors(3, 95, 5, 0, 4));
        assertThat(verdict(Variant.byRequest(), blocks).holds())
                .extracting(Verdict.Hold::reason)
                .containsExactly(HoldReason.SUSPICIOUS);
        blocks.addAll(errors(200, 95, 5, 3, 0));
        assertThat(verdict(Variant.byRequest(), blocks).holds()).isEmpty();
    }

    @Test
    void reasonsHaveTheWordsOfTheMetrics() {
        assertThat(HoldReason.values())
                .extracting(HoldReason::word)
                .containsExactlyInAnyOrder(
                        "no_traffic",
                        "both_bad",
                        "stable_bad",
                        "share_mismatch",
                        "suspicious",
                        "client_errors",
                        "breaker_open");
    }

    @Test
    void timesAndPartsAreSaidShortly() {
        assertThat(Sentences.time(225_000_000)).isEqualTo("225 ms");
        assertThat(Sentences.time(2_000_000_000L)).isEqualTo("2 s");
        assertThat(Sentences.time(1_234_567)).isEqualTo("1.23 ms");
        assertThat(Sentences.time(850_000)).isEqualTo("850 µs");
        assertThat(Sentences.percent(0.05)).isEqualTo("5 %");
        assertThat(Sentences.percent(0.001)).isEqualTo("0.1 %");
    }
}
