package io.dimmer.loadtest.schedule;

import java.util.OptionalLong;

/**
 * When requests are due: how many a second, and whether evenly spaced or at random. A value from which each thread of the
 * generator makes the schedule of its own share.
 *
 * @param poissonSeed the seed of a Poisson process; empty for even spacing
 */
public record Arrivals(RateProfile profile, OptionalLong poissonSeed) {

    /** Evenly spaced: the first request is due at once. */
    public static Arrivals even(RateProfile profile) {
        return new Arrivals(profile, OptionalLong.empty());
    }

    /** As independent users arrive: a Poisson process, the same for the same seed. */
    public static Arrivals poisson(RateProfile profile, long seed) {
        return new Arrivals(profile, OptionalLong.of(seed));
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
        return poissonSeed.isPresent()
                ? ArrivalSchedule.poisson(profile, poissonSeed.getAsLong(), first, step)
                : ArrivalSchedule.even(profile, first, step);
    }
}
