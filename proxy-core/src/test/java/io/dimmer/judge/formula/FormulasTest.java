package io.dimmer.judge.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FormulasTest {

    @ParameterizedTest
    @CsvSource({
        "200, 0, .03061",
        "500, 0, .01326",
        "1000, 0, .00700",
        "1000, 1, .00997",
        "2000, 2, .00636",
        "5000, 5, .00384",
        "20000, 20, .00219",
        "1000, 10, .02616",
        "20000, 200, .01312",
    })
    void upperBoundOfARateAgreesWithTheCheckValues(long requests, long events, double expected) {
        assertThat(RateBound.upper(requests, events, 0.05)).isCloseTo(expected, within(5e-6));
    }

    @Test
    void nothingIsKnownAboutARateWithoutDataOrWithNothingButEvents() {
        assertThat(RateBound.upper(0, 0, 0.05)).isEqualTo(1);
        assertThat(RateBound.upper(7, 7, 0.05)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"10, 10, -1.30837", "20, 5, 3.190086", "40, 15, 3.990209", "100, 60, 2.704837"})
    void shareRatioAgreesWithTheCheckValues(long canary, long stable, double expected) {
        assertThat(ShareRatio.log(stable, canary, 0.5, 2)).isCloseTo(expected, within(5e-6));
    }

    @Test
    void gammaFunctionIsThatOfTheFactorials() {
        double factorial = 1;
        for (int n = 1; n < 100; n++) {
            assertThat(LogBeta.logGamma(n))
                    .isCloseTo(Math.log(factorial), within(1e-12 * Math.max(1, Math.log(factorial))));
            factorial *= n;
        }
        assertThat(LogBeta.logGamma(0.5)).isCloseTo(Math.log(Math.sqrt(Math.PI)), within(1e-13));
    }

    @Test
    void limitRatioHasAMeanOfAtMostOneForEveryAllowedRate() {
        double allowed = 0.05;
        Grid grid = Grid.above(allowed);
        double[] increments = new double[grid.size()];
        for (double rate : new double[] {0, 0.01, 0.05}) {
            double[] mean = new double[grid.size()];
            double probability = Math.pow(1 - rate, 20);
            for (int events = 0; events <= 20; events++) {
                BinomialRatio.increments(20, events, allowed, grid, increments);
                for (int i = 0; i < mean.length; i++) {
                    mean[i] += probability * Math.exp(increments[i]);
                }
                probability *= (20.0 - events) / (events + 1) * rate / (1 - rate);
            }
            assertThat(Arrays.stream(mean).max().orElseThrow()).isLessThanOrEqualTo(1 + 1e-12);
        }
    }

    @Test
    void gridsHoldNothingThatIsTolerated() {
        assertThat(values(Grid.errors(1))).containsExactly(1.5, 2, 3, 5, 10, 30, 100, 1000);
        assertThat(values(Grid.errors(1.25))).containsExactly(1.5, 2, 3, 5, 10, 30, 100, 1000);
        assertThat(values(Grid.errors(1.5))).containsExactly(2, 3, 5, 10, 30, 100, 1000);
        assertThat(values(Grid.errors(10))).containsExactly(30, 100, 1000);
        assertThat(values(Grid.above(0.05))).containsExactly(0.05 * 1.5, 0.1, 0.05 * 3, 0.25, 0.5, 0.95, 0.999);
        assertThat(values(Grid.above(0.6))).containsExactly(0.6 * 1.5, 0.95, 0.999);
    }

    private static double[] values(Grid grid) {
        return IntStream.range(0, grid.size()).mapToDouble(grid::at).toArray();
    }

    @Test
    void weightsOfAllEpochsAddUpToOne() {
        double sum = LongStream.range(0, 1_000_000)
                .mapToDouble(k -> Math.exp(EpochLadder.logWeight(k)))
                .sum();
        assertThat(sum).isCloseTo(1 - 0.5 / 1_000_000, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"30, 16", "1440, 38", "43200, 58"})
    void ladderKeepsFewEpochsOpen(long newest, int expected) {
        long open = LongStream.rangeClosed(0, newest)
                .filter(k -> EpochLadder.stays(k, newest))
                .count();
        assertThat(open).isEqualTo(expected);
    }

    @Test
    void tableRefusesMoreEventsThanThereAreRequests() {
        assertThatThrownBy(() -> new Table(5, 5, 6, 0)).hasMessageContaining("6 of 5");
    }

    @Test
    void sumsOfLogarithmsDoNotOverflow() {
        assertThat(LogSum.of(1000, 1000)).isCloseTo(1000 + Math.log(2), within(1e-12));
        assertThat(LogSum.of(new double[] {-5000, -5000, -5000}, 0, 3)).isCloseTo(-5000 + Math.log(3), within(1e-12));
        assertThat(LogSum.of(Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY))
                .isEqualTo(Double.NEGATIVE_INFINITY);
    }
}
