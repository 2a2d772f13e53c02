package io.dimmer.judge.formula;

import java.util.stream.DoubleStream;

/**
 * The sizes of effect that one bet is spread over, with equal weights; immutable. A value at or below what is tolerated
 * would be a bet in the wrong direction and drain healthy versions, so none is ever in a grid.
 */
public final class Grid {

    /** The highest rate that a limit bets on. */
    private static final double NEARLY_ALWAYS = 0.999;

    private final double[] values;
    private final double[] logs;
    private final double[] logRests;

    private Grid(DoubleStream values) {
        this.values = values.toArray();
        this.logs = DoubleStream.of(this.values).map(Math::log).toArray();
        this.logRests =
                DoubleStream.of(this.values).map(value -> Math.log1p(-value)).toArray();
    }

    /** A grid of the given values. */
    public static Grid of(double... values) {
        return new Grid(DoubleStream.of(values));
    }

    /** Odds ratios for errors and client errors: those above the tolerated one. */
    public static Grid errors(double tolerated) {
        return new Grid(DoubleStream.of(1.5, 2, 3, 5, 10, 30, 100, 1000).filter(psi -> psi > tolerated));
    }

    /** Odds ratios for slow events, whose tolerance lies in the threshold and not in the odds. */
    public static Grid slow() {
        return of(1.2, 1.5, 2, 3, 5, 10, 30, 100);
    }

    /** Rates above an allowed rate in (0, 0.999): multiples of it, and two that are bad by anybody's measure. */
    public static Grid above(double allowed) {
        DoubleStream multiples =
                DoubleStream.of(1.5, 2, 3, 5, 10, 30).map(factor -> Math.min(allowed * factor, NEARLY_ALWAYS));
        return new Grid(DoubleStream.concat(multiples, DoubleStream.of(0.5, 0.95))
                .filter(rate -> rate > allowed)
                .distinct()
                .sorted());
    }

    /** How many values there are. */
    public int size() {
        return values.length;
    }

    /** The value at {@code index}. */
    public double at(int index) {
        return values[index];
    }

    /** The logarithm of the value at {@code index}. */
    double logAt(int index) {
        return logs[index];
    }

    /** For a grid of rates the logarithm of one minus the rate at {@code index}. */
    double logRestAt(int index) {
        return logRests[index];
    }
}
