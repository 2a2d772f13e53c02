package io.dimmer.config.rollout;

import io.dimmer.config.value.Percent;
import io.dimmer.config.value.UnexpectedValueException;
import java.util.Optional;
import java.util.Set;

/**
 * How errors are compared and limited.
 *
 * @param tolerance the odds may be this much higher than stable's, 0 to 900 %
 * @param floor below this share of failed requests the comparison never drains
 * @param max the absolute limit, above 0 %, at most 99 %; absent by default
 * @param count the outcome words that are errors, out of those whose fault is the upstream's
 */
public record ErrorsSpec(Percent tolerance, Percent floor, Optional<Percent> max, Set<String> count) {
    /** Every outcome whose fault is the upstream's. */
    public static final Set<String> ALL = Set.of(
            "upstream_error",
            "connect_failed",
            "connect_timeout",
            "connection_reset",
            "response_timeout",
            "response_truncated",
            "response_invalid");

    private static final Percent MOST = new Percent(990_000);

    /** 25 %, 0.1 %, no limit, all. */
    public static final ErrorsSpec DEFAULT =
            new ErrorsSpec(new Percent(250_000), new Percent(1_000), Optional.empty(), ALL);

    public ErrorsSpec {
        count = Set.copyOf(count);
        UnexpectedValueException.unless(
                tolerance.compareTo(GuardSpec.MAX_TOLERANCE) <= 0, "guard.errors.tolerance", tolerance, "0% to 900%");
        UnexpectedValueException.unless(floor.compareTo(Percent.WHOLE) <= 0, "guard.errors.floor", floor, "0% to 100%");
        max.ifPresent(limit -> UnexpectedValueException.unless(
                limit.partsPerMillion() > 0 && limit.compareTo(MOST) <= 0,
                "guard.errors.max",
                limit,
                "more than 0%, at most 99%"));
        UnexpectedValueException.unless(
                !count.isEmpty() && ALL.containsAll(count), "guard.errors.count", count, "some of " + ALL);
    }
}
