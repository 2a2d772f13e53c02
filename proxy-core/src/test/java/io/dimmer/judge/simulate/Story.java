package io.dimmer.judge.simulate;

import io.dimmer.judge.JudgeSettings;
import java.util.function.IntPredicate;

/**
 * One kind of rollout.
 *
 * @param settings how it is judged
 * @param crowd who sends the requests
 * @param share of the canary
 * @param perTick requests per tick of 250 ms
 * @param ticks after so many the run is over
 * @param canary how the canary answers while it is bad
 * @param bad the ticks in which it is
 * @param outage the ticks in which nine of ten requests to either version fail
 * @param poisoned part of the users whose requests always fail, on either version
 */
record Story(
        JudgeSettings settings,
        Crowd crowd,
        double share,
        int perTick,
        int ticks,
        Health canary,
        IntPredicate bad,
        IntPredicate outage,
        double poisoned) {

    /** Who sends the requests. */
    enum Crowd {
        /** Nobody twice: requests without a key, split exactly. */
        STRANGERS,
        /** 5 000 users, equally active. */
        UNIFORM,
        /** 5 000 users, the i-th 1/i times as active as the first. */
        ZIPF
    }

    static Story of(JudgeSettings settings, Crowd crowd, Health canary) {
        return new Story(settings, crowd, 0.05, 100, 40_000, canary, tick -> true, tick -> false, 0);
    }

    Story split(double newShare, int newPerTick) {
        return new Story(settings, crowd, newShare, newPerTick, ticks, canary, bad, outage, poisoned);
    }

    Story lasting(int newTicks) {
        return new Story(settings, crowd, share, perTick, newTicks, canary, bad, outage, poisoned);
    }

    Story badWhile(IntPredicate newBad) {
        return new Story(settings, crowd, share, perTick, ticks, canary, newBad, outage, poisoned);
    }

    Story outageWhile(IntPredicate newOutage) {
        return new Story(settings, crowd, share, perTick, ticks, canary, bad, newOutage, poisoned);
    }

    Story poisonedUsers(double part) {
        return new Story(settings, crowd, share, perTick, ticks, canary, bad, outage, part);
    }
}
