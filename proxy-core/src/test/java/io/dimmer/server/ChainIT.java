package io.dimmer.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.dimmer.config.value.Percent;
import io.dimmer.config.value.ServiceName;
import io.dimmer.config.value.VersionName;
import io.dimmer.control.Answer;
import io.dimmer.control.Command;
import io.dimmer.control.WeightChange;
import io.dimmer.loadtest.target.Behaviour;
import io.dimmer.loadtest.target.FakeUpstream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two proxies in a row, three versions, and a restart. */
class ChainIT {
    private static final int USERS = 4_000;

    @TempDir
    Path directory;

    @Test
    void aDimmerBehindADimmerWithOtherVersionNamesAnswersEverybody() throws IOException {
        try (FakeUpstream old = quick("old");
                FakeUpstream next = quick("next");
                RunningProxy inner = RunningProxy.start(
                        folder("inner"),
                        yaml("till", "old: " + at(old.endpoint(), 50) + ", next: " + at(next.endpoint(), 50)));
                RunningProxy outer = RunningProxy.start(
                        folder("outer"), yaml("shop", "blue: " + at(inner, 90) + ", canary: " + at(inner, 10)))) {
            for (int i = 0; i < 200; i++) {
                HttpResponse<String> drawn = outer.get("/", "user-" + i);
                assertThat(drawn.statusCode()).isEqualTo(200);
                assertThat(version(drawn)).isIn("blue", "canary");
                HttpResponse<String> forced = outer.get("/", "user-" + i, "X-Dimmer-Version", "canary");
                assertThat(forced.statusCode()).isEqualTo(200);
                assertThat(version(forced)).isEqualTo("canary");
            }
            assertThat(outer.get("/", "user-1", "X-Dimmer-Version", "next").statusCode())
                    .as("a version of the inner one is unknown to the outer one")
                    .isEqualTo(400);
            assertThat(old.requests()).isPositive();
            assertThat(next.requests()).isPositive();
        }
    }

    @Test
    void threeVersionsKeepTheirUsersOverARestartAndAShareIsMet() throws IOException {
        try (FakeUpstream any = quick("any")) {
            String yaml = yaml(
                    "shop",
                    "blue: " + at(any.endpoint(), 50) + ", green: " + at(any.endpoint(), 45) + ", canary: "
                            + at(any.endpoint(), 5));
            Path folder = folder("shop");
            Map<String, String> before = new HashMap<>();
            try (RunningProxy proxy = RunningProxy.start(folder, yaml)) {
                serve(proxy, before);
            }
            try (RunningProxy proxy = RunningProxy.start(folder, yaml)) {
                Map<String, String> after = new HashMap<>();
                serve(proxy, after);
                assertThat(after).isEqualTo(before);
                Answer answer = proxy.ask(new Command.SetWeights(
                        new ServiceName("shop"),
                        Map.of(new VersionName("canary"), new WeightChange.Share(Percent.ofRatio(0.1))),
                        Optional.empty(),
                        false));
                assertThat(((Answer.Done) answer).moved()).isBetween(0.045, 0.055);
                Map<String, String> wider = new HashMap<>();
                serve(proxy, wider);
                long canary = wider.values().stream().filter("canary"::equals).count();
                double sigma = Math.sqrt(USERS * 0.1 * 0.9);
                assertThat((double) canary).isBetween(USERS * 0.1 - 3 * sigma, USERS * 0.1 + 3 * sigma);
                assertThat(wider).allSatisfy((user, now) -> assertThat(now).isIn(before.get(user), "canary"));
            }
        }
    }

    private static void serve(RunningProxy proxy, Map<String, String> versions) throws IOException {
        for (int i = 0; i < USERS; i++) {
            versions.put("user-" + i, version(proxy.get("/", "user-" + i)));
        }
    }

    private Path folder(String name) throws IOException {
        return Files.createDirectories(directory.resolve(name));
    }

    private static FakeUpstream quick(String name) throws IOException {
        FakeUpstream upstream = FakeUpstream.start(name);
        upstream.behave(Behaviour.healthy().taking(Duration.ZERO, 0));
        return upstream;
    }

    private static String at(RunningProxy proxy, int weight) {
        return at("127.0.0.1:" + proxy.port(), weight);
    }

    private static String at(String endpoint, int weight) {
        return "{endpoints: [\"" + endpoint + "\"], weight: " + weight + "}";
    }

    private static String version(HttpResponse<String> answer) {
        return answer.headers().firstValue("X-Dimmer-Version").orElse("none");
    }

    private static String yaml(String service, String versions) {
        String stable = versions.substring(0, versions.indexOf(':'));
        return """
                listeners:
                  - {name: edge, address: 127.0.0.1:0}
                admin: {address: 127.0.0.1:0}
                services:
                  %s: {stable: %s, versions: {%s}, sticky: {by: [{header: X-User-Id}]}, timeouts: {connect: 10s}}
                """.formatted(service, stable, versions);
    }
}
