package io.dimmer.config.service;

import io.dimmer.config.value.Durations;
import java.time.Duration;

/**
 * How a version is left.
 *
 * @param deadline after it, what still runs is cut
 */
public record DrainSpec(Duration deadline) {
    /** 30 s. */
    public static final DrainSpec DEFAULT = new DrainSpec(Duration.ofSeconds(30));

    public DrainSpec {
        Durations.checkPositive("drain.deadline", deadline);
    }
}
