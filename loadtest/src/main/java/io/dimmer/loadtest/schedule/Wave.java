package io.dimmer.loadtest.schedule;

import java.time.Duration;

/**
 * The rate swings around a mean, as a day does: {@code mean (1 + swing sin(2πt / period))}. It begins at the mean and rises.
 *
 * @param swing how far it swings, as a part of the mean: 0 to 1
 */
record Wave(double mean, double swing, Duration period, Duration length) implements Stretch {
    private static final int MAX_HALVINGS = 100;

    Wave {
        Stretch.requireRate(mean);
        Stretch.requireRate(mean * (1 + Math.abs(swing)));
        Stretch.requireLength(length);
        if (!(swing >= 0 && swing <= 1)) {
            throw new IllegalArgumentException("swing: found " + swing + ", expected 0 to 1 of the rate");
        }
        if (period.isNegative() || period.isZero()) {
            throw new IllegalArgumentException("period: found " + period + ", expected more than zero");
        }
    }

    @Override
    public double requests() {
        return requestsUntil(seconds());
    }

    /** Newton's method, kept inside an interval that is halved when it would leave it: the rate may touch zero. */
    @Override
    public double secondsUntil(double count) {
        double low = 0;
        double high = seconds();
        double at = Math.min(high, count / mean);
        for (int i = 0; i < MAX_HALVINGS && high - low > 1e-10; i++) {
            double missing = count - requestsUntil(at);
            if (missing > 0) {
                low = at;
            } else {
                high = at;
            }
            double step = missing / rateAt(at);
            if (Math.abs(step) < 1e-10) {
                return Math.min(high, Math.max(low, at));
            }
            double next = at + step;
            at = next > low && next < high ? next : (low + high) / 2;
        }
        return at;
    }

    @Override
    public double rateAt(double seconds) {
        return mean * (1 + swing * Math.sin(angle(seconds)));
    }

    /** The integral of the rate. */
    private double requestsUntil(double seconds) {
        return mean * (seconds + swing * periodSeconds() / (2 * Math.PI) * (1 - Math.cos(angle(seconds))));
    }

    private double angle(double seconds) {
        return 2 * Math.PI * seconds / periodSeconds();
    }

    private double periodSeconds() {
        return period.toNanos() / NANOS;
    }
}
