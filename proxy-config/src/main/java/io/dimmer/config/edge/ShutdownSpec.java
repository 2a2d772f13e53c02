package io.dimmer.config.edge;

import io.dimmer.config.value.Durations;
import io.dimmer.config.value.UnexpectedValueException;
import java.time.Duration;

/**
 * How the proxy stops.
 *
 * @param delay not ready, but still serving: as long as those in front need to notice; zero and more
 * @param deadline for what runs then, before it is cut
 */
public record ShutdownSpec(Duration delay, Duration deadline) {
    /** At once, 30 s. */
    public static final ShutdownSpec DEFAULT = new ShutdownSpec(Duration.ZERO, Duration.ofSeconds(30));

    public ShutdownSpec {
        UnexpectedValueException.unless(
                !delay.isNegative() && delay.compareTo(Durations.LONGEST) <= 0,
                "shutdown.delay",
                delay,
                "0ms to " + Durations.format(Durations.LONGEST));
        Durations.checkPositive("shutdown.deadline", deadline);
    }
}
