package io.dimmer.config.service;

import io.dimmer.config.value.Durations;
import java.time.Duration;
import java.util.Optional;

/**
 * How long an upstream may take.
 *
 * @param connect per attempt
 * @param response from the end of the request to the head of the answer, all attempts together
 * @param idle no byte in either direction
 * @param total the whole exchange; off when absent
 */
public record TimeoutsSpec(Duration connect, Duration response, Duration idle, Optional<Duration> total) {
    /** 1 s, 30 s, 60 s, no total. */
    public static final TimeoutsSpec DEFAULT =
            new TimeoutsSpec(Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofSeconds(60), Optional.empty());

    public TimeoutsSpec {
        Durations.checkPositive("timeouts.connect", connect);
        Durations.checkPositive("timeouts.response", response);
        Durations.checkPositive("timeouts.idle", idle);
        total.ifPresent(duration -> Durations.checkPositive("timeouts.total", duration));
    }
}
