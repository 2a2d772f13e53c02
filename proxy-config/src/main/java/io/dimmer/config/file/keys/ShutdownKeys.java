package io.dimmer.config.file.keys;

import io.dimmer.config.edge.ShutdownSpec;
import io.dimmer.config.file.model.Key;
import io.dimmer.config.file.model.Section;
import io.dimmer.config.file.model.Values;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** {@code shutdown}: how the proxy stops. */
final class ShutdownKeys {
    private static final Key<Duration> DELAY = Key.of(
                    "delay", Values.DURATION_OR_ZERO, ShutdownSpec.DEFAULT.delay(), "0ms")
            .means("Not ready, but still serving: as long as a load balancer or Kubernetes takes to notice.")
            .such("5s");
    private static final Key<Duration> DEADLINE = Key.of(
                    "deadline", Values.DURATION, ShutdownSpec.DEFAULT.deadline(), "30s")
            .means("How long running requests and streams may take to end after that; then they are cut.")
            .such("30s");

    static final Section<ShutdownSpec> SHUTDOWN = Section.of(
            "shutdown",
            "How the proxy stops.",
            List.of(DELAY, DEADLINE),
            fields -> Optional.of(new ShutdownSpec(fields.get(DELAY), fields.get(DEADLINE))));

    private ShutdownKeys() {}
}
