package io.dimmer.judge.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConditionalRatioTest {

    private static final double[] TOLERATED = {1, 1.25, 1.5};
    private static final double[] CANDIDATES = {1.6, 2, 5, 30, 1000};

    @ParameterizedTest
    @CsvSource({
        "95;5;0;2,        5, 1,       2.859578,   2.854233",
        "95;5;0;2,        5, 1.25,    2.438107,   2.432791",
        "95;5;0;2,      100, 1.25,    5.364606,   5.222116",
        "950;50;1;3,      5, 1,       4.102189,   4.099028",
        "950;50;1;3,      5, 1.25,    3.482431,   3.479287",
        "950;50;1;3,    100, 1.25,    6.142202,   6.062205",
        "950;50;10;0,     5, 1,      -1.799715,  -1.823216",
        "950;50;10;0,     5, 1.25,   -1.675620,  -1.698990",
        "950;50;10;0,   100, 1.25,  -17.098305, -17.709687",
        "50;50;20;35,     5, 1,       4.192325,  -1.827214",
        "50;50;20;35,     5, 1.25,    2.674269,  -3.195594",
        "50;50;20;35,   100, 1.25,  -21.848955, -40.961510",
        "190;10;0;10,     5, 1,      14.383774,  14.271164",
        "190;10;0;10,     5, 1.25,   12.275913,  12.163953",
        "190;10;0;10,   100, 1.25,   29.525266,  26.110579",
        "95;5;0;0,        5, 1,       0,          0",
        "95;5;0;0,      100, 1.25,    0,          0",
        "0;10;0;4,        5, 1,       0,          0",
        "0;10;0;4,      100, 1.25,    0,          0",
    })
    void agreesWithTheGoldenVectors(String counts, double psi, double tolerated, double exact, double bound) {
        List<Integer> c =
                Arrays.stream(counts.split(";", 4)).map(Integer::valueOf).toList();
        Table table = new Table(c.get(0), c.get(1), c.get(2), c.get(3));
        assertThat(exact(table, tolerated, psi)).isCloseTo(exact, within(1e-6));
        assertThat(ConditionalRatio.bound(table, tolerated, psi)).isCloseTo(bound, within(1e-6));
    }

    @Test
    void meanIsAtMostOneForEveryOddsRatioThatIsTolerated() {
        for (int stable = 0; stable <= 7; stable++) {
            for (int canary = 0; canary <= 7; canary++) {
                for (int events = 0; events <= stable + canary; events++) {
                    meanIsAtMostOne(stable, canary, events);
                }
            }
        }
    }

    private static void meanIsAtMostOne(int stable, int canary, int events) {
        for (double tolerated : TOLERATED) {
            for (double psi : CANDIDATES) {
                for (double truth : new double[] {0.2, 0.7, 1, tolerated}) {
                    double mean = mean(stable, canary, events, truth, tolerated, psi);
                    assertThat(mean)
                            .as(
                                    "%d %d %d, truth %s, tolerated %s, psi %s",
                                    stable, canary, events, truth, tolerated, psi)
                            .isLessThanOrEqualTo(1 + 1e-12);
                }
            }
        }
    }

    @Test
    void meanExceedsOneWhereTheTruthIsNotTolerated() {
        assertThat(mean(10, 5, 4, 3, 1.25, 5)).isGreaterThan(1.1);
    }

    /** The mean of L over Fisher's noncentral hypergeometric distribution with odds ratio {@code truth}. */
    private static double mean(int stable, int canary, int events, double truth, double tolerated, double psi) {
        double weights = 0;
        double sum = 0;
        for (int x = Math.max(0, events - stable); x <= Math.min(events, canary); x++) {
            double weight = choose(canary, x) * choose(stable, events - x) * Math.pow(truth, x);
            Table table = new Table(stable, canary, events - x, x);
            assertThat(ConditionalRatio.bound(table, tolerated, psi))
                    .as("bound of %s", table)
                    .isLessThanOrEqualTo(exact(table, tolerated, psi) + 1e-12);
            weights += weight;
            sum += weight * Math.exp(exact(table, tolerated, psi));
        }
        return sum / weights;
    }

    private static double choose(int n, int k) {
        double result = 1;
        for (int i = 1; i <= k; i++) {
            result = result * (n - k + i) / i;
        }
        return result;
    }

    @Test
    void growsWithTheEventsOfTheCanary() {
        for (double psi : CANDIDATES) {
            for (int x = 1; x <= 20; x++) {
                Table fewer = new Table(80, 20, 20 - x + 1, x - 1);
                Table more = new Table(80, 20, 20 - x, x);
                assertThat(exact(more, 1.25, psi)).isGreaterThan(exact(fewer, 1.25, psi));
            }
        }
    }

    @Test
    void agreesWithPlainSummationOnLargeTables() {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 200; i++) {
            int stable = random.nextInt(1, 4_000);
            int canary = random.nextInt(1, 4_000);
            int stableEvents = random.nextInt(stable + 1);
            int canaryEvents = random.nextInt(canary + 1);
            Table table = new Table(stable, canary, stableEvents, canaryEvents);
            double psi = CANDIDATES[i % CANDIDATES.length];
            double expected = table.silent() ? 0 : summed(table, 1.25, psi);
            assertThat(exact(table, 1.25, psi)).as("%s", table).isCloseTo(expected, within(1e-6));
        }
    }

    /** The formula as it is written, from the largest term, with logarithms of factorials. */
    private static double summed(Table t, double tolerated, double psi) {
        return t.canaryEvents() * Math.log(psi / tolerated) - (logMoment(t, psi) - logMoment(t, tolerated));
    }

    private static double logMoment(Table t, double s) {
        int from = Math.max(0, t.events() - t.stable());
        int to = Math.min(t.events(), t.canary());
        double[] logs = new double[to - from + 1];
        for (int x = from; x <= to; x++) {
            logs[x - from] = logChoose(t.canary(), x) + logChoose(t.stable(), t.events() - x) + x * Math.log(s);
        }
        return LogSum.of(logs, 0, logs.length);
    }

    private static double logChoose(int n, int k) {
        return LogBeta.logGamma(n + 1) - LogBeta.logGamma(k + 1) - LogBeta.logGamma(n - k + 1);
    }

    private static double exact(Table table, double tolerated, double psi) {
        double[] out = new double[1];
        ConditionalRatio.increments(table, tolerated, Grid.of(psi), out);
        return out[0];
    }
}
