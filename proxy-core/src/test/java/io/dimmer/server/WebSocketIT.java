package io.dimmer.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dimmer.config.value.ServiceName;
import io.dimmer.config.value.VersionName;
import io.dimmer.control.Command;
import io.dimmer.exchange.VersionState;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two versions of one WebSocket service, a client and a server that are not ours, and the proxy between them. */
class WebSocketIT {
    private static final String FORCE = "X-Dimmer-Version";

    @TempDir
    Path directory;

    private EchoServer blue;
    private EchoServer canary;
    private RunningProxy proxy;

    @BeforeEach
    void start() throws IOException {
        blue = EchoServer.start("blue");
        canary = EchoServer.start("canary");
        Files.writeString(directory.resolve("dimmer.yaml"), yaml("2s", canary.endpoint()));
        proxy = RunningProxy.start(directory, yaml("2s", canary.endpoint()));
    }

    @AfterEach
    void stop() {
        proxy.close();
        blue.close();
        canary.close();
    }

    private String yaml(String deadline, String endpoint) {
        return """
                listeners:
                  - {name: edge, address: 127.0.0.1:0}
                admin: {address: 127.0.0.1:0}
                shutdown: {deadline: 3s}
                services:
                  shop:
                    stable: blue
                    versions:
                      blue:   {endpoints: [%s], weight: 50}
                      canary: {endpoints: [%s], weight: 50}
                    sticky: {by: [{header: X-User-Id}]}
                    drain: {deadline: %s}
                    timeouts: {connect: 10s}
                """.formatted(blue.endpoint(), endpoint, deadline);
    }

    /** Takes another file. Who must not be cut needs time in it: goodbyes alone take up to half of a deadline. */
    private void reload(String text) throws IOException {
        Files.writeString(directory.resolve("dimmer.yaml"), text);
        assertThat(proxy.reload().problems()).isEmpty();
    }

    private EchoClient connect(String version) throws InterruptedException {
        EchoClient client = EchoClient.open(proxy.port(), FORCE, version);
        assertThat(client.next()).isEqualTo(version);
        return client;
    }

    private void drain(String version) {
        proxy.ask(new Command.SetState(
                new ServiceName("shop"), new VersionName(version), VersionState.DRAIN, Optional.empty(), false));
    }

    private double streams(String version) throws IOException {
        return proxy.metric("dimmer_streams_active{service=\"shop\",version=\"" + version + "\"}");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 127, 65_535, 65_536, 1_000_000, 5_000_000})
    void messagesOfAllSizesComeBackAsTheyWereSent(int size) throws Exception {
        EchoClient client = connect(size % 2 == 0 ? "blue" : "canary");
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);

        client.socket().sendBinary(ByteBuffer.wrap(bytes), true).get(30, TimeUnit.SECONDS);
        assertThat(client.next()).isEqualTo(ByteBuffer.wrap(bytes));
        String text = "ü€x".repeat(size / 6);
        client.socket().sendText(text, true).get(30, TimeUnit.SECONDS);
        assertThat(client.next()).isEqualTo(text);
        client.socket().sendClose(1000, "").get(30, TimeUnit.SECONDS);
        assertThat(client.closed().get(30, TimeUnit.SECONDS)).isEqualTo(1000);
    }

    @Test
    void fragmentsAndPingsPassBetweenThem() throws Exception {
        EchoClient client = connect("blue");
        client.socket().sendText("one ", false).get(30, TimeUnit.SECONDS);
        client.socket().sendPing(ByteBuffer.wrap(new byte[7])).get(30, TimeUnit.SECONDS);
        assertThat(client.next()).isEqualTo("pong 7");
        client.socket().sendText("two ", false).get(30, TimeUnit.SECONDS);
        client.socket().sendText("three", true).get(30, TimeUnit.SECONDS);
        assertThat(client.next()).isEqualTo("one two three");
    }

    @Test
    void aUserKeepsTheVersionAndStreamsAreCounted() throws Exception {
        List<EchoClient> clients = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String user = String.valueOf(i % 10);
            clients.add(EchoClient.open(proxy.port(), "X-User-Id", user));
        }
        for (int i = 0; i < 10; i++) {
            assertThat(clients.get(i).next()).isEqualTo(clients.get(i + 10).next());
        }
        assertThat(streams("blue") + streams("canary")).isEqualTo(20);
        await().until(() -> proxy.version("shop", "blue").streams() == blue.open());
        for (EchoClient client : clients) {
            client.socket().sendClose(1000, "").get(30, TimeUnit.SECONDS);
        }
        await().until(() -> streams("blue") + streams("canary") == 0);
    }

    @Test
    void drainSaysGoodbyeToTheVersionsOwnAndLeavesTheOthersAlone() throws Exception {
        reload(yaml("8s", canary.endpoint()));
        List<EchoClient> leaving = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            leaving.add(connect("canary"));
        }
        EchoClient staying = connect("blue");
        await().until(() -> proxy.version("shop", "canary").streams() == 5);

        drain("canary");

        for (EchoClient client : leaving) {
            assertThat(client.closed().get(30, TimeUnit.SECONDS)).isEqualTo(1001);
        }
        await().until(() -> canary.closed().size() == 5);
        assertThat(canary.closed()).containsOnly((short) 1001);
        await().until(() -> proxy.version("shop", "canary").streams() == 0 && streams("canary") == 0);
        staying.socket().sendText("still here", true).get(30, TimeUnit.SECONDS);
        assertThat(staying.next()).isEqualTo("still here");
        assertThat(cut("canary")).isZero();
    }

    @Test
    void aDrainIsSpreadAndWhoComesBackComesToTheOtherVersion() throws Exception {
        reload(yaml("12s", canary.endpoint()));
        Map<String, EchoClient> leaving = new TreeMap<>();
        Map<String, EchoClient> staying = new TreeMap<>();
        for (int i = 0; i < 60; i++) {
            String user = "user-" + i;
            EchoClient client = EchoClient.open(proxy.port(), "X-User-Id", user);
            (client.next().equals("canary") ? leaving : staying).put(user, client);
        }
        assertThat(leaving).hasSizeGreaterThan(10);
        int before = leaving.size();
        await().until(() -> proxy.version("shop", "canary").streams() == before);
        Set<Integer> seen = new TreeSet<>();

        drain("canary");

        await().pollInterval(Duration.ofMillis(5))
                .atMost(Duration.ofSeconds(60))
                .until(() -> {
                    seen.add(proxy.version("shop", "canary").streams());
                    return proxy.version("shop", "canary").streams() == 0;
                });
        // Not all at once: what is left was seen to fall.
        assertThat(seen).hasSizeGreaterThan(3);
        for (String user : leaving.keySet()) {
            assertThat(leaving.get(user).closed().get(30, TimeUnit.SECONDS)).isEqualTo(1001);
            assertThat(EchoClient.open(proxy.port(), "X-User-Id", user).next()).isEqualTo("blue");
        }
        for (EchoClient client : staying.values()) {
            client.socket().sendText("still here", true).get(30, TimeUnit.SECONDS);
            assertThat(client.next()).isEqualTo("still here");
        }
        assertThat(streams("canary")).isZero();
        assertThat(streams("blue")).isEqualTo(60);
        assertThat(cut("canary")).isZero();
    }

    @Test
    void whoSaysNothingIsEndedAfterTheIdleTimeAndPingsKeepAConnection() throws Exception {
        reload(yaml("2s", canary.endpoint()).replace("{connect: 10s}", "{connect: 10s, idle: 5s}"));
        EchoClient pinging = connect("blue");
        EchoClient silent = connect("blue");

        await().pollInterval(Duration.ofMillis(20))
                .atMost(Duration.ofSeconds(90))
                .until(() -> {
                    pinging.socket().sendPing(ByteBuffer.wrap(new byte[1])).get(30, TimeUnit.SECONDS);
                    assertThat(pinging.next()).isEqualTo("pong 1");
                    return silent.closed().isDone();
                });

        assertThat(silent.closed().get()).isEqualTo(1001);
        await().until(() -> blue.open() == 1 && streams("blue") == 1);
        assertThat(blue.closed()).containsExactly((short) 1001);
        pinging.socket().sendText("still here", true).get(30, TimeUnit.SECONDS);
        assertThat(pinging.next()).isEqualTo("still here");
    }

    private double cut(String version) throws IOException {
        return proxy.metric(
                "dimmer_upstream_attempts_total{fault=\"proxy\",outcome=\"drain_cut\",service=\"shop\",version=\""
                        + version + "\"}");
    }

    @Test
    void whoDoesNotAnswerTheGoodbyeIsCutAtTheDeadlineAndCounted() throws Exception {
        EchoClient deaf = EchoClient.deaf(proxy.port(), FORCE, "canary");
        assertThat(deaf.next()).isEqualTo("canary");

        drain("canary");

        assertThat(deaf.closed().get(30, TimeUnit.SECONDS)).isEqualTo(1001);
        await().until(() -> canary.open() == 0);
        await().until(() -> cut("canary") == 1);
        assertThat(canary.closed()).containsExactly((short) 1006);
    }

    @Test
    void aStopSaysGoodbyeToAll() throws Exception {
        reload(yaml("2s", canary.endpoint()).replace("shutdown: {deadline: 3s}", "shutdown: {deadline: 8s}"));
        List<EchoClient> clients = List.of(connect("blue"), connect("canary"), connect("blue"));

        assertThat(proxy.stop()).isZero();

        for (EchoClient client : clients) {
            assertThat(client.closed().get(30, TimeUnit.SECONDS)).isEqualTo(1001);
        }
        await().until(() -> blue.closed().size() == 2 && canary.closed().size() == 1);
        assertThat(blue.closed()).containsOnly((short) 1001);
    }

    @Test
    void aReloadAsksOnlyThoseWhoseEndpointsChanged() throws Exception {
        reload(yaml("8s", canary.endpoint()));
        EchoClient staying = connect("blue");
        EchoClient leaving = connect("canary");
        try (EchoServer next = EchoServer.start("canary")) {
            reload(yaml("8s", next.endpoint()));

            assertThat(leaving.closed().get(30, TimeUnit.SECONDS)).isEqualTo(1001);
            connect("canary");
            assertThat(next.open()).isEqualTo(1);
            staying.socket().sendText("still here", true).get(30, TimeUnit.SECONDS);
            assertThat(staying.next()).isEqualTo("still here");
            assertThat(staying.closed()).isNotDone();
        }
    }

    @Test
    void aStreamThatNobodyAsksStaysOverReloads() throws Exception {
        EchoClient client = connect("blue");
        for (int round = 2; round < 12; round++) {
            Files.writeString(directory.resolve("dimmer.yaml"), yaml(round + "s", canary.endpoint()));
            assertThat(proxy.reload().changed()).hasSize(round == 2 ? 0 : 1);
            client.socket().sendText("round " + round, true).get(30, TimeUnit.SECONDS);
            assertThat(client.next()).isEqualTo("round " + round);
        }
        assertThat(client.closed()).isNotDone();
    }
}
