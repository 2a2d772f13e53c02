package io.dimmer.config.rollout;

import io.dimmer.config.value.Percent;
import io.dimmer.config.value.UnexpectedValueException;

/**
 * How the 4xx answers of a version are compared; worse than stable means hold, never drain.
 *
 * @param tolerance the odds may be this much higher than stable's, 0 to 900 %
 * @param floor below this share of requests the comparison never holds
 */
public record ClientErrorsSpec(Percent tolerance, Percent floor) {
    /** 50 %, 1 %. */
    public static final ClientErrorsSpec DEFAULT = new ClientErrorsSpec(new Percent(500_000), new Percent(10_000));

    public ClientErrorsSpec {
        UnexpectedValueException.unless(
                tolerance.compareTo(GuardSpec.MAX_TOLERANCE) <= 0,
                "guard.clientErrors.tolerance",
                tolerance,
                "0% to 900%");
        UnexpectedValueException.unless(
                floor.compareTo(Percent.WHOLE) <= 0, "guard.clientErrors.floor", floor, "0% to 100%");
    }
}
