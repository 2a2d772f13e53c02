package io.dimmer.loadtest.schedule;

import java.util.SplittableRandom;

/**
 * The planned moments of a run, in order, in nanoseconds since its start. The plan knows nothing of answers: that is what
 * makes a load test open loop.
 *
 * <p>It is a unit-rate sequence stretched by the inverse of the {@link RateProfile} (or looked up in a {@link Recording}): evenly spaced counts 0, 1, 2, … for
 * even arrivals, sums of exponential gaps for a Poisson process (time change of an inhomogeneous Poisson process; Çinlar,
 * Introduction to Stochastic Processes, 1975, chapter 4). Two schedules made alike give the same moments.
 *
 * <p>Holds a position; used by one thread at a time.
 */
public final class ArrivalSchedule {
    /** What follows after the last planned moment. */
    public static final long END = Long.MAX_VALUE;

    private final Arrivals.Law law;
    private final Gaps gaps;
    private final int step;
    private double count;
    private long moment;

    /** Every {@code step}-th arrival, from the one with number {@code first} on. */
    ArrivalSchedule(Arrivals.Law law, int first, int step) {
        this.law = law;
        this.gaps = law.gaps();
        this.step = step;
        this.count = gaps.first();
        skip(first);
        this.moment = law.momentOf(count);
    }

    /** The distance from one arrival to the next at a rate of one. */
    interface Gaps {
        double first();

        double next();
    }

    static final Gaps EVEN_GAPS = new Gaps() {
        @Override
        public double first() {
            return 0;
        }

        @Override
        public double next() {
            return 1;
        }
    };

    record ExponentialGaps(SplittableRandom random) implements Gaps {
        @Override
        public double first() {
            return next();
        }

        @Override
        public double next() {
            return -Math.log(1 - random.nextDouble());
        }
    }

    /** The next planned moment, or {@link #END}; stays the same until {@link #advance()}. */
    public long moment() {
        return moment;
    }

    /** Goes on to the following moment, which is never before the present one. */
    public void advance() {
        if (moment != END) {
            skip(step);
            moment = law.momentOf(count);
        }
    }

    private void skip(int arrivals) {
        for (int i = 0; i < arrivals; i++) {
            count += gaps.next();
        }
    }
}
