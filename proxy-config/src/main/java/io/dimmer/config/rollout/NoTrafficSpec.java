package io.dimmer.config.rollout;

import io.dimmer.config.value.Durations;
import java.time.Duration;

/**
 * What happens without evidence: a hold.
 *
 * @param after without a block with judged requests of both versions for this long
 */
public record NoTrafficSpec(Duration after) {
    /** 30 s. */
    public static final NoTrafficSpec DEFAULT = new NoTrafficSpec(Duration.ofSeconds(30));

    public NoTrafficSpec {
        Durations.checkPositive("guard.noTraffic.after", after);
    }
}
