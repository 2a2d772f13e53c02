package io.dimmer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dimmer.loadtest.target.Behaviour;
import io.dimmer.loadtest.target.FakeUpstream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A new process takes the place of a running one. */
class TakeoverIT {
    @TempDir
    private Path folder;

    private FakeUpstream blue;
    private int port;
    private int admin;

    @BeforeEach
    void start() throws IOException {
        blue = FakeUpstream.start("blue");
        blue.behave(Behaviour.healthy().taking(Duration.ZERO, 0));
        try (ServerSocket one = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = one.getLocalPort();
            admin = other.getLocalPort();
        }
        write("");
    }

    @AfterEach
    void stop() {
        blue.close();
    }

    private void write(String more) throws IOException {
        Files.writeString(
                folder.resolve("dimmer.yaml"), """
                listeners:
                  - {name: edge, address: 127.0.0.1:%d}
                  %s
                admin: {address: 127.0.0.1:%d}
                shutdown: {deadline: 12s}
                services:
                  shop:
                    stable: blue
                    versions:
                      blue: {endpoints: [%s]}
                      canary: {endpoints: [%s], weight: 1}
                    timeouts: {connect: 10s}
                """.formatted(port, more, admin, blue.endpoint(), blue.endpoint()));
    }

    private DimmerProcess run(String name, String... more) throws IOException {
        String[] words = new String[more.length + 1];
        words[0] = "run";
        System.arraycopy(more, 0, words, 1, more.length);
        return DimmerProcess.start(folder, name, words);
    }

    private Typed type(String line) {
        return Typed.line(Map.of("DIMMER_ADMIN", "http://127.0.0.1:" + admin), line);
    }

    /** A new connection for each request: what a gap would hit. */
    private int status() throws IOException, InterruptedException {
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                .timeout(Duration.ofSeconds(30))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    @Test
    void theNewOneServesOnTheSamePortWithTheSameStateAndNoRequestFails() throws Exception {
        try (DimmerProcess old = run("old").awaitReady()) {
            assertThat(type("drain canary --why bad").code()).isZero();
            AtomicBoolean done = new AtomicBoolean();
            AtomicInteger answered = new AtomicInteger();
            CompletableFuture<Void> users = CompletableFuture.runAsync(() -> {
                while (!done.get()) {
                    try {
                        assertThat(status()).isEqualTo(200);
                        answered.incrementAndGet();
                    } catch (IOException | InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }
            });

            try (DimmerProcess next = run("next", "--takeover").awaitReady()) {
                assertThat(old.exitCode()).as(old.err()).isZero();
                int before = answered.get();
                await().atMost(Duration.ofSeconds(60)).until(() -> answered.get() > before + 10 || users.isDone());
                done.set(true);
                users.join();
                assertThat(type("status").out()).contains("canary was drained").contains("bad");
                assertThat(type("ready canary").code()).isZero();
                next.terminate();
                assertThat(next.exitCode()).isZero();
            }
            assertThat(folder.resolve("state").resolve("takeover.sock")).doesNotExist();
        }
    }

    @Test
    void whoDoesNotComeUpGivesTheStateBack() throws Exception {
        try (DimmerProcess old = run("old").awaitReady();
                ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            write("- {name: second, address: \"127.0.0.1:" + taken.getLocalPort() + "\"}");

            try (DimmerProcess next = run("next", "--takeover")) {
                assertThat(next.exitCode()).isEqualTo(1);
                assertThat(next.err()).contains("listener second").contains("the port is in use");
            }

            assertThat(old.isAlive()).isTrue();
            assertThat(status()).isEqualTo(200);
            await().until(() -> type("status").code() == 0);
            assertThat(type("drain canary").code()).isZero();
            old.terminate();
            assertThat(old.exitCode()).isZero();
        }
    }

    @Test
    void withoutTheWordASecondOneIsRefusedAndWithoutAFirstOneTheWordChangesNothing() throws Exception {
        try (DimmerProcess first = run("first", "--takeover").awaitReady()) {
            try (DimmerProcess second = run("second")) {
                assertThat(second.exitCode()).isEqualTo(1);
                assertThat(second.err()).contains("is in use by another proxy: run --takeover takes its place");
            }
            try (DimmerProcess elsewhere = run("elsewhere", "--takeover", "--state", "other")) {
                assertThat(elsewhere.exitCode()).isEqualTo(1);
                assertThat(elsewhere.err()).contains("127.0.0.1:" + port + ": the port is in use");
            }
            assertThat(first.isAlive()).isTrue();
            assertThat(status()).isEqualTo(200);
        }
    }
}
