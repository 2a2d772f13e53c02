package io.dimmer.config.rollout;

import io.dimmer.config.value.Percent;

/**
 * How the 4xx answers of a version are compared; worse than stable means hold, never drain.
 *
 * @param tolerance the odds may be this much higher than stable's
 * @param floor below this share of requests the comparison never holds
 */
public record ClientErrorsSpec(Percent tolerance, Percent floor) {
    /** 50 %, 1 %. */
    public static final ClientErrorsSpec DEFAULT = new ClientErrorsSpec(new Percent(500_000), new Percent(10_000));
}
