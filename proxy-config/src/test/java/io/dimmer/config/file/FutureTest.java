package io.dimmer.config.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.dimmer.config.file.problem.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The whole configuration language as it will grow: each of its keys is known, or refused as one that comes later. */
class FutureTest {
    private static final Path FILE = Path.of("src/test/resources/future.yaml");

    @Test
    void everyPlannedKeyIsKnownOrComesLater() {
        List<Problem> problems =
                ConfigReader.read(FILE, Map.of("HOOK_SECRET", "x")).problems();
        assertThat(problems)
                .isNotEmpty()
                .extracting(Problem::message)
                .containsOnly("comes later, this release does not have it");
        assertThat(problems)
                .extracting(Problem::path)
                .contains("services.shop.rollout", "listeners[1].tls", "tracing", "routes[0].rateLimits");
    }
}
