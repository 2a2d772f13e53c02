package io.dimmer.loadtest.compare;

import io.dimmer.loadtest.record.Latencies;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * How much larger a percentile is in one series than in another, with its interval of 95 %: a bootstrap of blocks of time.
 *
 * <p>Latencies of neighbouring requests are alike, because one stall meets all of them, so intervals that take requests as
 * independent (those of order statistics) come out far too narrow. Drawing whole blocks with replacement keeps what hangs
 * together together: E. Carlstein, The use of subseries values for estimating the variance of a general statistic from a
 * stationary sequence, Annals of Statistics 14 (1986); H. R. Künsch, The jackknife and the bootstrap for general stationary
 * observations, Annals of Statistics 17 (1989). The interval is the one of the percentiles of the drawn differences: B. Efron
 * and R. Tibshirani, An Introduction to the Bootstrap (1993), chapter 13. With few blocks it is somewhat too narrow.
 *
 * <p>Pure: the draws have a fixed seed, so the same runs give the same interval.
 */
final class Difference {
    /** With fewer blocks an interval would be a pretence. */
    static final int LEAST_BLOCKS = 8;

    /** More blocks than this are put together: longer ones hold on to more of what hangs together. */
    private static final int MOST_BLOCKS = 60;

    private static final int DRAWS = 1_000;
    private static final long SEED = 20_261_120;
    private static final double TAIL = 0.025;

    private Difference() {}

    /**
     * Of two series that were measured at the same time, interval by interval: a block is drawn for both, since what
     * troubles the machine troubles both.
     */
    static Optional<Estimate> withinRun(List<Latencies> series, List<Latencies> base, double percent) {
        SplittableRandom random = new SplittableRandom(SEED);
        Blocks one = Blocks.of(blocks(series));
        Blocks two = Blocks.of(blocks(base));
        return enough(one, two)
                ? Optional.of(estimate(one, two, percent, () -> {
                    int[] drawn = draw(random, one.size());
                    return new int[][] {drawn, drawn};
                }))
                : Optional.empty();
    }

    /** Of two runs. */
    static Optional<Estimate> betweenRuns(List<Latencies> series, List<Latencies> base, double percent) {
        SplittableRandom random = new SplittableRandom(SEED);
        Blocks one = Blocks.of(blocks(series));
        Blocks two = Blocks.of(blocks(base));
        return enough(one, two)
                ? Optional.of(estimate(one, two, percent, () ->
                        new int[][] {draw(random, one.size()), draw(random, two.size())}))
                : Optional.empty();
    }

    private static boolean enough(Blocks one, Blocks two) {
        return one.size() >= LEAST_BLOCKS && two.size() >= LEAST_BLOCKS;
    }

    private static Estimate estimate(Blocks one, Blocks two, double percent, Supplier<int[][]> draws) {
        double value = one.percentile(percent, one.each()) - two.percentile(percent, two.each());
        double[] differences = new double[DRAWS];
        Arrays.setAll(differences, i -> {
            int[][] drawn = draws.get();
            return one.percentile(percent, drawn[0]) - two.percentile(percent, drawn[1]);
        });
        // Blocks in which nothing of a series ended may be drawn alone; such a draw says nothing.
        double[] sorted = Arrays.stream(differences)
                .filter(difference -> !Double.isNaN(difference))
                .sorted()
                .toArray();
        return new Estimate(value, at(sorted, TAIL), at(sorted, 1 - TAIL));
    }

    private static double at(double[] sorted, double share) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.round(share * (sorted.length - 1))];
    }

    private static int[] draw(SplittableRandom random, int size) {
        return random.ints(size, 0, size).toArray();
    }

    private static List<Latencies> blocks(List<Latencies> intervals) {
        int each = (intervals.size() + MOST_BLOCKS - 1) / MOST_BLOCKS;
        if (each <= 1) {
            return intervals;
        }
        return IntStream.range(0, intervals.size() / each)
                .mapToObj(block -> Latencies.together(intervals.subList(block * each, (block + 1) * each)))
                .toList();
    }
}
