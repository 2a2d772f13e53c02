package io.dimmer.loadtest.schedule;

import java.time.Duration;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * When requests are due. A value from which each thread of the generator makes the schedule of its own share. Immutable.
 */
public final class Arrivals {
    private static final double NANOS = 1e9;

    private final Law law;
    private final String words;

    private Arrivals(Law law, String words) {
        this.law = law;
        this.words = words;
    }

    /** What a schedule is made of: counts that rise, and the moment of each count. */
    interface Law {
        /** Makes the source of the distances between counts. */
        ArrivalSchedule.Gaps gaps();

        long momentOf(double count);

        Duration length();

        double requests();
    }

    private record Profiled(RateProfile profile, boolean random, long seed) implements Law {
        @Override
        public ArrivalSchedule.Gaps gaps() {
            return random ? new ArrivalSchedule.ExponentialGaps(new SplittableRandom(seed)) : ArrivalSchedule.EVEN_GAPS;
        }

        @Override
        public long momentOf(double count) {
            return profile.momentOf(count);
        }

        @Override
        public Duration length() {
            return profile.length();
        }

        @Override
        public double requests() {
            return profile.requests();
        }
    }

    private record Replayed(Recording recording) implements Law {
        @Override
        public ArrivalSchedule.Gaps gaps() {
            return ArrivalSchedule.EVEN_GAPS;
        }

        @Override
        public long momentOf(double count) {
            return recording.momentOf(count);
        }

        @Override
        public Duration length() {
            return recording.length();
        }

        @Override
        public double requests() {
            return recording.requests();
        }
    }

    /** Evenly spaced: the first request is due at once. */
    public static Arrivals even(RateProfile profile) {
        return new Arrivals(new Profiled(profile, false, 0), "evenly spaced");
    }

    /** As independent users arrive: a Poisson process, the same for the same seed. */
    public static Arrivals poisson(RateProfile profile, long seed) {
        return new Arrivals(new Profiled(profile, true, seed), "as a Poisson process");
    }

    /** At the distances at which requests once arrived. */
    public static Arrivals replay(Recording recording) {
        return new Arrivals(
                new Replayed(recording),
                String.format(Locale.ROOT, "as %,d recorded requests did", recording.requests()));
    }

    /** How requests follow one another, in words that fit after "arrive". */
    public String words() {
        return words;
    }

    /** The length of the plan. */
    public Duration length() {
        return law.length();
    }

    /** The mean rate of the plan, requests a second. */
    public double meanRate() {
        return law.requests() / (length().toNanos() / NANOS);
    }

    /** The whole schedule. */
    public ArrivalSchedule schedule() {
        return share(0, 1);
    }

    /** Every {@code step}-th arrival, from the one with number {@code first} on; all the shares together are the whole. */
    public ArrivalSchedule share(int first, int step) {
        if (first < 0 || step < 1 || first >= step) {
            throw new IllegalArgumentException("share: found " + first + " of " + step + ", expected one of them");
        }
        return new ArrivalSchedule(law, first, step);
    }
}
