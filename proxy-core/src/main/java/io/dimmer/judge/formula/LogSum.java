package io.dimmer.judge.formula;

/** Sums of numbers that are known by their logarithms and too large for a double themselves. */
public final class LogSum {

    private LogSum() {}

    /** log Σ exp(values[i]) over {@code count} values from {@code from}; −∞ for none. */
    public static double of(double[] values, int from, int count) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = from; i < from + count; i++) {
            largest = Math.max(largest, values[i]);
        }
        if (largest == Double.NEGATIVE_INFINITY) {
            return largest;
        }
        double sum = 0;
        for (int i = from; i < from + count; i++) {
            sum += Math.exp(values[i] - largest);
        }
        return largest + Math.log(sum);
    }

    /** log (exp(a) + exp(b)). */
    public static double of(double a, double b) {
        double largest = Math.max(a, b);
        // Where log(1 + x) loses digits of x, the sum has none to keep them in.
        return largest == Double.NEGATIVE_INFINITY
                ? largest
                : largest + Math.log(1 + Math.exp(Math.min(a, b) - largest));
    }
}
