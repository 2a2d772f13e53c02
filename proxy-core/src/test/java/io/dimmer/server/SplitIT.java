package io.dimmer.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.dimmer.exchange.VersionState;
import io.dimmer.loadtest.target.Behaviour;
import io.dimmer.loadtest.target.FakeUpstream;
import io.dimmer.loadtest.target.Fault;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The smallest form of the configuration, on real sockets. */
class SplitIT {
    @TempDir
    Path directory;

    private FakeUpstream blue = upstream("blue");
    private FakeUpstream canary = upstream("canary");

    private static FakeUpstream upstream(String name) {
        try {
            return FakeUpstream.start(name);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void healthy() throws IOException {
        blue.behave(Behaviour.healthy().taking(Duration.ZERO, 0));
        canary.behave(Behaviour.healthy().taking(Duration.ZERO, 0));
    }

    @AfterEach
    void stop() {
        blue.close();
        canary.close();
    }

    private String smallest() {
        return """
                listeners:
                  - {name: edge, address: 127.0.0.1:0}
                admin: {address: 127.0.0.1:0}
                services:
                  shop:
                    stable: blue
                    versions:
                      blue:   {endpoints: [%s], weight: 80}
                      canary: {endpoints: [%s], weight: 20}
                    sticky: {by: [{header: X-User-Id}]}
                """.formatted(blue.endpoint(), canary.endpoint());
    }

    @Test
    void theSameUserKeepsTheSameVersionOnAThousandRequests() throws IOException {
        try (RunningProxy proxy = RunningProxy.start(directory, smallest())) {
            String first = version(proxy.get("/", "alice"));
            for (int i = 1; i < 1000; i++) {
                assertThat(version(proxy.get("/", "alice"))).isEqualTo(first);
            }
        }
    }

    @Test
    void aDeadCanaryIsDrainedAndItsUsersGetStable() throws IOException {
        String patient = smallest() + "    timeouts: {connect: 10s}\n";
        try (RunningProxy proxy = RunningProxy.start(directory, patient)) {
            canary.behave(Behaviour.healthy().with(Fault.ERRORS));
            int users = 0;
            while (proxy.version("shop", "canary").state() == VersionState.READY && users < 20_000) {
                proxy.get("/", "user-" + users++);
            }
            assertThat(proxy.version("shop", "canary").state()).isEqualTo(VersionState.DRAIN);
            assertThat(proxy.version("shop", "canary").guard().orElseThrow().sentence())
                    .contains("canary failed");
            for (int i = 0; i < 200; i++) {
                HttpResponse<String> answer = proxy.get("/", "later-" + i);
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(version(answer)).isEqualTo("blue");
            }
            Awaitility.await()
                    .untilAsserted(() -> assertThat(proxy.metric(
                                    "dimmer_drains_total{cause=\"guard\",service=\"shop\",version=\"canary\"}"))
                            .isEqualTo(1));
        }
    }

    private static String version(HttpResponse<String> answer) {
        return answer.headers().firstValue("X-Dimmer-Version").orElse("none");
    }
}
