package io.dimmer.loadtest.schedule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How many requests a second are asked for, over the length of a run: a list of stretches in which the rate is constant or
 * changes evenly. It answers one question, the inverse of "how many until then": when is the n-th request due?
 *
 * <p>Immutable and pure. Rates are requests a second, from 0 (a ramp may start or end there) to 10 000 000.
 */
public final class RateProfile {
    private static final double MAX_RATE = 10_000_000;
    private static final double NANOS = 1e9;

    private final List<Stretch> stretches;

    private RateProfile(List<Stretch> stretches) {
        this.stretches = List.copyOf(stretches);
    }

    /** One stretch: the rate goes evenly from {@code from} to {@code to}. */
    private record Stretch(double from, double to, Duration length) {
        Stretch {
            requireRate(from);
            requireRate(to);
            if (length.isNegative() || length.isZero()) {
                throw new IllegalArgumentException("length: found " + length + ", expected more than zero");
            }
            if (from == 0 && to == 0) {
                throw new IllegalArgumentException("rate: found 0 from end to end, expected a positive rate");
            }
        }

        private static void requireRate(double rate) {
            if (!(rate >= 0 && rate <= MAX_RATE)) {
                throw new IllegalArgumentException("rate: found " + rate + ", expected 0 to 10000000 a second");
            }
        }

        double seconds() {
            return length.toNanos() / NANOS;
        }

        /** The requests of the whole stretch: the area under the line. */
        double requests() {
            return (from + to) / 2 * seconds();
        }

        /**
         * The seconds after which {@code count} requests were due: the root of {@code from t + (to - from) t² / 2T = count},
         * in the form that loses no digits when the two rates are close.
         */
        double secondsUntil(double count) {
            if (count <= 0) {
                return 0;
            }
            double slope = (to - from) / seconds();
            double root = Math.sqrt(Math.max(0, from * from + 2 * slope * count));
            return Math.min(seconds(), 2 * count / (from + root));
        }
    }

    /** One rate throughout. */
    public static RateProfile constant(double rate, Duration length) {
        return new RateProfile(List.of(new Stretch(rate, rate, length)));
    }

    /** From one rate evenly to another. */
    public static RateProfile ramp(double from, double to, Duration length) {
        return new RateProfile(List.of(new Stretch(from, to, length)));
    }

    /** Constant rates one after the other, each for the same length. */
    public static RateProfile steps(List<Double> rates, Duration each) {
        if (rates.isEmpty()) {
            throw new IllegalArgumentException("rates: found none, expected at least one");
        }
        return new RateProfile(
                rates.stream().map(rate -> new Stretch(rate, rate, each)).toList());
    }

    /** This profile, and the other one after it. */
    public RateProfile then(RateProfile next) {
        List<Stretch> all = new ArrayList<>(stretches);
        all.addAll(next.stretches);
        return new RateProfile(all);
    }

    /** The length of the whole. */
    public Duration length() {
        return stretches.stream().map(Stretch::length).reduce(Duration.ZERO, Duration::plus);
    }

    /** The number of requests that the whole asks for; seldom a whole number. */
    public double requests() {
        return stretches.stream().mapToDouble(Stretch::requests).sum();
    }

    /** The mean rate over the whole, requests a second. */
    public double meanRate() {
        return requests() / (length().toNanos() / NANOS);
    }

    /**
     * The moment at which {@code count} requests have become due, in nanoseconds since the start; {@link
     * ArrivalSchedule#END} when the profile ends before.
     */
    long momentOf(double count) {
        double left = count;
        long begin = 0;
        for (Stretch stretch : stretches) {
            if (left < stretch.requests()) {
                return begin + Math.round(stretch.secondsUntil(left) * NANOS);
            }
            left -= stretch.requests();
            begin += stretch.length().toNanos();
        }
        return ArrivalSchedule.END;
    }
}
