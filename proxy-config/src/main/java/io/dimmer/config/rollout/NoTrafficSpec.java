package io.dimmer.config.rollout;

import java.time.Duration;

/**
 * What happens without evidence: a hold.
 *
 * @param after without a block with judged requests of both versions for this long
 */
public record NoTrafficSpec(Duration after) {
    /** 30 s. */
    public static final NoTrafficSpec DEFAULT = new NoTrafficSpec(Duration.ofSeconds(30));
}
