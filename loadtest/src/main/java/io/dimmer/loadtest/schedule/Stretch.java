package io.dimmer.loadtest.schedule;

import java.time.Duration;

/** A part of a profile over which the rate follows one law. Immutable and pure. */
interface Stretch {
    /** Requests a second, the most that a profile may ask for. */
    double MAX_RATE = 10_000_000;

    double NANOS = 1e9;

    /** How long it is; more than zero. */
    Duration length();

    /** The requests of the whole stretch: the area under the rate. */
    double requests();

    /** The seconds since its start after which {@code count} requests were due; rises with {@code count}. */
    double secondsUntil(double count);

    /** The rate at this moment, requests a second. */
    double rateAt(double seconds);

    default double seconds() {
        return length().toNanos() / NANOS;
    }

    static void requireRate(double rate) {
        if (!(rate >= 0 && rate <= MAX_RATE)) {
            throw new IllegalArgumentException("rate: found " + rate + ", expected 0 to 10000000 a second");
        }
    }

    static void requireLength(Duration length) {
        if (length.isNegative() || length.isZero()) {
            throw new IllegalArgumentException("length: found " + length + ", expected more than zero");
        }
    }
}
