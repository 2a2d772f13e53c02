package io.dimmer.loadtest.schedule;

import java.time.Duration;

/** The rate goes evenly from {@code from} to {@code to}; the two may be the same. */
record Line(double from, double to, Duration length) implements Stretch {
    Line {
        Stretch.requireRate(from);
        Stretch.requireRate(to);
        Stretch.requireLength(length);
    }

    @Override
    public double requests() {
        return (from + to) / 2 * seconds();
    }

    /**
     * The root of {@code from t + (to - from) t² / 2T = count}, in the form that loses no digits when the two rates are close.
     */
    @Override
    public double secondsUntil(double count) {
        if (count <= 0) {
            return 0;
        }
        double slope = (to - from) / seconds();
        double root = Math.sqrt(Math.max(0, from * from + 2 * slope * count));
        return Math.min(seconds(), 2 * count / (from + root));
    }

    @Override
    public double rateAt(double seconds) {
        return from + (to - from) * seconds / seconds();
    }
}
