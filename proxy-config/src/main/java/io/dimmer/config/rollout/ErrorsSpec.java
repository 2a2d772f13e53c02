package io.dimmer.config.rollout;

import io.dimmer.config.value.Percent;
import java.util.Optional;
import java.util.Set;

/**
 * How errors are compared and limited.
 *
 * @param tolerance the odds may be this much higher than stable's
 * @param floor below this share of failed requests the comparison never drains
 * @param max the absolute limit, absent by default
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

    /** 25 %, 0.1 %, no limit, all. */
    public static final ErrorsSpec DEFAULT =
            new ErrorsSpec(new Percent(250_000), new Percent(1_000), Optional.empty(), ALL);

    public ErrorsSpec {
        count = Set.copyOf(count);
    }
}
