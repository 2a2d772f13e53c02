package io.dimmer.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.dimmer.config.SpecDiff;
import io.dimmer.config.value.ServiceName;
import io.dimmer.control.Reloaded;
import io.dimmer.loadtest.target.Behaviour;
import io.dimmer.loadtest.target.FakeUpstream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A reload touches what changed in the file and nothing else. */
class ReloadDiffIT {
    private static final String EDGE = "{name: edge, address: 127.0.0.1:0}";
    private static final String POST = """
            POST / HTTP/1.1\r
            Host: shop\r
            X-User-Id: 7\r
            Expect: 100-continue\r
            Content-Length: 4\r
            \r
            """;

    @TempDir
    Path directory;

    private FakeUpstream blue;
    private FakeUpstream canary;
    private FakeUpstream other;
    private RunningProxy proxy;
    private Path file;

    @BeforeEach
    void start() throws IOException {
        blue = quick("blue");
        canary = quick("canary");
        other = quick("other");
        file = directory.resolve("dimmer.yaml");
        write(EDGE, 50, other.endpoint());
        proxy = RunningProxy.start(directory, Files.readString(file));
    }

    @AfterEach
    void stop() {
        proxy.close();
        blue.close();
        canary.close();
        other.close();
    }

    private static FakeUpstream quick(String name) throws IOException {
        FakeUpstream upstream = FakeUpstream.start(name);
        upstream.behave(Behaviour.healthy().taking(Duration.ZERO, 0));
        return upstream;
    }

    private String text(String listeners, int weight, String pay, String more) {
        return """
                listeners: [%s]
                admin: {address: 127.0.0.1:0}
                shutdown: {deadline: 60s}
                %s
                services:
                  shop:
                    stable: blue
                    versions:
                      blue:   {endpoints: [%s], weight: 50}
                      canary: {endpoints: [%s], weight: %d}
                    sticky: {by: [{header: X-User-Id}]}
                    timeouts: {connect: 10s}
                  pay:
                    versions:
                      only: {endpoints: [%s]}
                    sticky: {by: [{header: X-User-Id}]}
                    drain: {deadline: 2s}
                    timeouts: {connect: 10s}
                routes:
                  - {name: pay, match: [{path: {prefix: /pay}}], service: pay}
                  - {name: shop, match: [{path: {prefix: /}}], service: shop}
                """.formatted(listeners, more, blue.endpoint(), canary.endpoint(), weight, pay);
    }

    private void write(String listeners, int weight, String pay) throws IOException {
        Files.writeString(file, text(listeners, weight, pay, ""));
    }

    private int connections() throws IOException {
        return (int) proxy.metric("dimmer_connections_active{listener=\"edge\"}");
    }

    private long revision(String service) {
        return proxy.control().service(new ServiceName(service)).orElseThrow().revision();
    }

    private static String get(Socket socket, String path) throws IOException {
        return send(socket, "GET " + path + " HTTP/1.1\r\nHost: shop\r\nX-User-Id: 7\r\n\r\n");
    }

    /** Sends that and reads one answer: its first line, and what it says of the connection. */
    private static String send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        String status = in.readLine();
        int length = 0;
        for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
            status += line.startsWith("Connection: ") ? " " + line : "";
            length = line.startsWith("Content-Length: ") ? Integer.parseInt(line.substring(16)) : length;
        }
        for (int i = 0; i < length; i++) {
            in.read();
        }
        return status;
    }

    private Socket connect(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(20_000);
        return socket;
    }

    @Test
    void connectionsPoolsAndTrialsOfWhatDidNotChangeStay() throws IOException {
        try (Socket client = connect(proxy.port())) {
            assertThat(get(client, "/")).startsWith("HTTP/1.1 200");
            int opened = blue.connections() + canary.connections();
            long trial = proxy.version("shop", "canary").guard().orElseThrow().trial();
            long revision = revision("shop");

            write(EDGE, 50, canary.endpoint());
            Reloaded done = proxy.reload();

            assertThat(done.problems()).isEmpty();
            assertThat(done.changed())
                    .extracting(SpecDiff.Change::key)
                    .containsExactly("services.pay.versions.only.endpoints");
            // The client's connection serves on, and so does the one to the upstream.
            assertThat(get(client, "/")).isEqualTo("HTTP/1.1 200 OK");
            assertThat(blue.connections() + canary.connections()).isEqualTo(opened);
            assertThat(proxy.version("shop", "canary").guard().orElseThrow().trial())
                    .isEqualTo(trial);
            assertThat(revision("shop")).isEqualTo(revision);
            assertThat(get(client, "/pay")).startsWith("HTTP/1.1 200");
            assertThat(other.connections()).isZero();
        }
    }

    @Test
    void aFileThatSaysTheSameChangesNothing() throws IOException {
        long revision = revision("shop");

        Files.writeString(file, "# another comment\n" + Files.readString(file));
        Reloaded done = proxy.reload();

        assertThat(done.successful()).isTrue();
        assertThat(done.changed()).isEmpty();
        assertThat(revision("shop")).isEqualTo(revision);
        assertThat(revision("pay")).isEqualTo(1);
    }

    @Test
    void whatNeedsARestartIsSaidAndTheRestIsInForce() throws IOException {
        Files.writeString(file, text(EDGE, 20, other.endpoint(), "state: {dir: elsewhere}"));

        Reloaded done = proxy.reload();

        assertThat(done.problems()).isEmpty();
        assertThat(done.changed())
                .containsExactly(new SpecDiff.Change(
                        "services.shop.versions.canary.weight",
                        java.util.Optional.of("50"),
                        java.util.Optional.of("20")));
        assertThat(done.waiting()).extracting(SpecDiff.Change::key).containsExactly("state.dir");
        assertThat(proxy.version("shop", "canary").weight()).hasToString("20");
        assertThat(proxy.reload().waiting()).hasSize(1);
    }

    @Test
    void aMountedFolderThatSwapsItsLinkIsNoticed() throws Exception {
        Path mounted = Files.createDirectory(directory.resolve("mounted"));
        Path first = Files.createDirectory(mounted.resolve("..1"));
        Path second = Files.createDirectory(mounted.resolve("..2"));
        Files.writeString(first.resolve("dimmer.yaml"), text(EDGE, 5, other.endpoint(), "state: {dir: none}"));
        Files.writeString(second.resolve("dimmer.yaml"), text(EDGE, 6, other.endpoint(), "state: {dir: none}"));
        Files.createSymbolicLink(mounted.resolve("..data"), Path.of("..1"));
        Files.createSymbolicLink(mounted.resolve("dimmer.yaml"), Path.of("..data", "dimmer.yaml"));
        try (RunningProxy linked = RunningProxy.startWatching(mounted)) {
            assertThat(linked.version("shop", "canary").weight()).hasToString("5");

            Path next = Files.createSymbolicLink(mounted.resolve("..next"), Path.of("..2"));
            Files.move(next, mounted.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);

            await().until(() -> linked.version("shop", "canary").weight().value() == 6);
        }
    }

    @Test
    void aListenerThatIsNewServesBesideTheOldOneAndOneThatIsGoneEndsInOrder() throws IOException {
        int before = proxy.port();
        try (Socket client = connect(before);
                Socket idle = connect(before)) {
            assertThat(get(client, "/")).isEqualTo("HTTP/1.1 200 OK");
            assertThat(get(idle, "/")).isEqualTo("HTTP/1.1 200 OK");

            write(EDGE + ", {name: second, address: 127.0.0.1:0}", 50, other.endpoint());
            assertThat(proxy.reload().problems()).isEmpty();

            int second = proxy.server().listeners().get(1).address().getPort();
            try (Socket there = connect(second)) {
                assertThat(get(there, "/")).isEqualTo("HTTP/1.1 200 OK");
                assertThat(proxy.metric("dimmer_connections_active{listener=\"second\"}"))
                        .isEqualTo(1);
                // In hand until its body comes, however long the reload takes; an idle one has a moment only.
                assertThat(send(client, POST)).isEqualTo("HTTP/1.1 100 Continue");

                write("{name: second, address: 127.0.0.1:0}", 50, other.endpoint());
                assertThat(proxy.reload().problems()).isEmpty();

                assertThat(send(client, "body")).isEqualTo("HTTP/1.1 200 OK Connection: close");
                assertThat(client.getInputStream().read()).isNegative();
                assertThat(idle.getInputStream().read()).isNegative();
                assertThat(get(there, "/")).isEqualTo("HTTP/1.1 200 OK");
                assertThatThrownBy(() -> connect(before)).isInstanceOf(IOException.class);
                assertThat(proxy.metrics()).doesNotContain("listener=\"edge\"");
            }
        }
    }

    @Test
    void aListenerThatChangesItsNameKeepsItsPortWithoutAGap() throws IOException {
        int port = free();
        write("{name: edge, address: \"127.0.0.1:" + port + "\"}", 50, other.endpoint());
        assertThat(proxy.reload().problems()).isEmpty();

        write("{name: front, address: \"127.0.0.1:" + port + "\"}", 50, other.endpoint());
        assertThat(proxy.reload().problems()).isEmpty();

        try (Socket client = connect(port)) {
            assertThat(get(client, "/")).isEqualTo("HTTP/1.1 200 OK");
        }
        assertThat(proxy.server().listening())
                .singleElement()
                .satisfies(one -> assertThat(one.name()).isEqualTo("front"));
    }

    @Test
    void aPortThatCannotBeHadRefusesTheWholeFile() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            write(
                    EDGE + ", {name: a, address: 127.0.0.1:0}, {name: b, address: \"127.0.0.1:" + taken.getLocalPort()
                            + "\"}",
                    7,
                    other.endpoint());

            Reloaded done = proxy.reload();

            assertThat(done.problems())
                    .singleElement()
                    .satisfies(line -> assertThat(line)
                            .contains("listener b: cannot listen on 127.0.0.1:" + taken.getLocalPort())
                            .endsWith("the port is in use; the running configuration is unchanged"));
            assertThat(proxy.version("shop", "canary").weight()).hasToString("50");
            assertThat(proxy.server().listeners()).hasSize(1);
            assertThat(proxy.metric("dimmer_config_last_reload_successful")).isZero();
            assertThat(connections()).isZero();
        }
    }

    private static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
