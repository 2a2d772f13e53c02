package io.dimmer.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.dimmer.config.value.ServiceName;
import io.dimmer.config.value.VersionName;
import io.dimmer.control.Command;
import io.dimmer.exchange.VersionState;
import io.dimmer.loadtest.target.Behaviour;
import io.dimmer.loadtest.target.FakeUpstream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A new file while requests run. */
class ReloadIT {
    @TempDir
    Path directory;

    @Test
    void aGoodFileTakesEffectWithoutAFailedRequestAndABadOneChangesNothing() throws Exception {
        try (FakeUpstream blue = FakeUpstream.start("blue");
                FakeUpstream canary = FakeUpstream.start("canary")) {
            blue.behave(Behaviour.healthy().taking(Duration.ZERO, 0));
            canary.behave(Behaviour.healthy().taking(Duration.ZERO, 0));
            Files.writeString(directory.resolve("dimmer.yaml"), yaml(blue, canary, 1));
            try (RunningProxy proxy = RunningProxy.start(directory, yaml(blue, canary, 1))) {
                AtomicBoolean done = new AtomicBoolean();
                AtomicReference<@Nullable Crowd> crowd = new AtomicReference<>();
                Thread users = new Thread(() -> crowd.set(run(proxy, done)), "users");
                users.start();
                for (int weight = 2; weight <= 30; weight++) {
                    Files.writeString(directory.resolve("dimmer.yaml"), yaml(blue, canary, weight));
                    assertThat(proxy.reload().problems()).isEmpty();
                    assertThat(proxy.version("shop", "canary").weight()).hasToString(String.valueOf(weight));
                }
                Files.writeString(directory.resolve("dimmer.yaml"), "services: [");
                List<String> problems = proxy.reload().problems();
                assertThat(problems).last().asString().contains("the running configuration is unchanged");
                assertThat(proxy.version("shop", "canary").weight()).hasToString("30");
                assertThat(proxy.metric("dimmer_config_last_reload_successful")).isZero();
                done.set(true);
                users.join();
                Crowd came = crowd.get();
                assertThat(came).isNotNull();
                assertThat(came.failed()).isZero();
                assertThat(came.served("canary")).isPositive();
            }
        }
    }

    @Test
    void aFileThatChangesIsTakenAndADrainedVersionIsNotWoken() throws Exception {
        try (FakeUpstream blue = FakeUpstream.start("blue");
                FakeUpstream canary = FakeUpstream.start("canary")) {
            Files.writeString(directory.resolve("dimmer.yaml"), yaml(blue, canary, 1));
            try (RunningProxy proxy = RunningProxy.startWatching(directory)) {
                proxy.ask(new Command.SetState(
                        new ServiceName("shop"),
                        new VersionName("canary"),
                        VersionState.DRAIN,
                        Optional.empty(),
                        false));
                Files.writeString(directory.resolve("dimmer.yaml"), yaml(blue, canary, 50));
                Awaitility.await()
                        .until(() -> proxy.version("shop", "canary").weight().value() == 50);
                assertThat(proxy.version("shop", "canary").state()).isEqualTo(VersionState.DRAIN);
                assertThat(proxy.version("shop", "canary").share().effective()).isZero();
            }
        }
    }

    @Test
    void whatLeftTheFileWhileItWasDrainedComesBackDrained() throws Exception {
        try (FakeUpstream blue = FakeUpstream.start("blue");
                FakeUpstream canary = FakeUpstream.start("canary")) {
            String both = yaml(blue, canary, 50);
            String without = both.replaceAll(" *canary: .*\n", "");
            String elsewhere = both.replace("  shop:", "  other:");
            Files.writeString(directory.resolve("dimmer.yaml"), both);
            try (RunningProxy proxy = RunningProxy.start(directory, both)) {
                proxy.ask(new Command.SetState(
                        new ServiceName("shop"),
                        new VersionName("canary"),
                        VersionState.DRAIN,
                        Optional.empty(),
                        false));
                for (String meanwhile : List.of(without, elsewhere)) {
                    Files.writeString(directory.resolve("dimmer.yaml"), meanwhile);
                    assertThat(proxy.reload().problems()).isEmpty();
                    Files.writeString(directory.resolve("dimmer.yaml"), both);
                    assertThat(proxy.reload().problems()).isEmpty();
                    assertThat(proxy.version("shop", "canary").state()).isEqualTo(VersionState.DRAIN);
                }
                Files.writeString(directory.resolve("dimmer.yaml"), without);
                assertThat(proxy.reload().problems()).isEmpty();
            }
            try (RunningProxy again = RunningProxy.start(directory, both)) {
                assertThat(again.version("shop", "canary").state()).isEqualTo(VersionState.DRAIN);
                again.ask(new Command.SetState(
                        new ServiceName("shop"),
                        new VersionName("canary"),
                        VersionState.READY,
                        Optional.empty(),
                        false));
                assertThat(again.version("shop", "canary").state()).isEqualTo(VersionState.READY);
            }
        }
    }

    private static Crowd run(RunningProxy proxy, AtomicBoolean done) {
        try {
            Crowd crowd = new Crowd(proxy);
            // However quickly the reloads were done: until the canary has had its users.
            return crowd.comeUntil(() -> done.get() && crowd.served("canary") > 0, 1_000_000);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String yaml(FakeUpstream blue, FakeUpstream canary, int weight) {
        return """
                listeners:
                  - {name: edge, address: 127.0.0.1:0}
                admin: {address: 127.0.0.1:0}
                services:
                  shop:
                    stable: blue
                    versions:
                      blue:   {endpoints: [%s], weight: 80}
                      canary: {endpoints: [%s], weight: %d}
                    sticky: {by: [{header: X-User-Id}]}
                    timeouts: {connect: 10s}
                """.formatted(blue.endpoint(), canary.endpoint(), weight);
    }
}
