package io.dimmer.loadtest.schedule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How many requests a second are asked for, over the length of a run: a list of stretches in which the rate is constant,
 * changes evenly or swings. It answers one question, the inverse of "how many until then": when is the n-th request due?
 *
 * <p>Immutable and pure. Rates are requests a second, from 0 (a ramp may start or end there) to 10 000 000.
 */
public final class RateProfile {
    private static final double NANOS = 1e9;

    private final List<Stretch> stretches;

    private RateProfile(List<? extends Stretch> stretches) {
        this.stretches = List.copyOf(stretches);
    }

    /** One rate throughout. */
    public static RateProfile constant(double rate, Duration length) {
        return ramp(rate, rate, length);
    }

    /** From one rate evenly to another. */
    public static RateProfile ramp(double from, double to, Duration length) {
        if (from == 0 && to == 0) {
            throw new IllegalArgumentException("rate: found 0 from end to end, expected a positive rate");
        }
        return new RateProfile(List.of(new Line(from, to, length)));
    }

    /** Nothing is due for so long: a pause between others. */
    public static RateProfile pause(Duration length) {
        return new RateProfile(List.of(new Line(0, 0, length)));
    }

    /** Constant rates one after the other, each for the same length. */
    public static RateProfile steps(List<Double> rates, Duration each) {
        if (rates.isEmpty()) {
            throw new IllegalArgumentException("rates: found none, expected at least one");
        }
        return new RateProfile(
                rates.stream().map(rate -> new Line(rate, rate, each)).toList());
    }

    /**
     * A rate that swings around {@code mean}, beginning there and rising.
     *
     * @param swing how far, as a part of the mean: 0 to 1
     * @param period from one crest to the next
     */
    public static RateProfile sine(double mean, double swing, Duration period, Duration length) {
        if (mean == 0) {
            throw new IllegalArgumentException("rate: found 0 from end to end, expected a positive rate");
        }
        return new RateProfile(List.of(new Wave(mean, swing, period, length)));
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
            double requests = stretch.requests();
            if (left < requests) {
                return begin + Math.round(stretch.secondsUntil(left) * NANOS);
            }
            left -= requests;
            begin += stretch.length().toNanos();
        }
        return ArrivalSchedule.END;
    }
}
