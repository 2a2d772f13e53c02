package io.dimmer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dimmer.loadtest.target.Behaviour;
import io.dimmer.loadtest.target.FakeUpstream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stopping a process: in order, at the deadline, at once. */
class StopIT {
    @TempDir
    private Path folder;

    private FakeUpstream blue;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @BeforeEach
    void start() throws IOException {
        blue = FakeUpstream.start("blue");
    }

    @AfterEach
    void stop() {
        blue.close();
    }

    private DimmerProcess run(String shutdown) throws IOException {
        Files.writeString(folder.resolve("dimmer.yaml"), """
                listeners:
                  - {name: edge, address: 127.0.0.1:0}
                admin: {address: 127.0.0.1:0}
                shutdown: %s
                services:
                  shop: {versions: {blue: {endpoints: [%s]}}, timeouts: {connect: 10s}}
                """.formatted(shutdown, blue.endpoint()));
        return DimmerProcess.start(folder, "dimmer", "run").awaitReady();
    }

    private int status(String url) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private CompletableFuture<HttpResponse<Void>> ask(DimmerProcess process) {
        URI uri = URI.create("http://127.0.0.1:" + process.port() + "/");
        return http.sendAsync(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding());
    }

    @Test
    void servesOnWhileNotReadyAndThenEndsWithCode0() throws Exception {
        try (DimmerProcess process = run("{delay: 6s, deadline: 20s}")) {
            assertThat(status(process.admin() + "/ready")).isEqualTo(200);

            process.terminate();

            await().until(() -> status(process.admin() + "/ready") == 503);
            // New connections still come in: nobody in front need have noticed yet.
            assertThat(status("http://127.0.0.1:" + process.port() + "/")).isEqualTo(200);
            assertThat(process.exitCode()).isZero();
            assertThat(process.err())
                    .contains("stopping: serving on for 6s while not ready; then running requests may take 20s to end")
                    .contains("stopped; requests that were cut: 0");
        }
    }

    @Test
    void aRunningRequestGetsItsAnswer() throws Exception {
        blue.behave(Behaviour.healthy().taking(Duration.ofSeconds(5), 0));
        try (DimmerProcess process = run("{deadline: 30s}")) {
            CompletableFuture<HttpResponse<Void>> running = ask(process);
            await().until(() -> blue.requests() == 1);

            process.terminate();

            assertThat(running.get().statusCode()).isEqualTo(200);
            assertThat(running.get().headers().firstValue("Connection")).contains("close");
            assertThat(process.exitCode()).isZero();
        }
    }

    @Test
    void whatOutlivesTheDeadlineIsCutAndTheExitCodeIs0AllTheSame() throws Exception {
        blue.behave(Behaviour.healthy().taking(Duration.ofMinutes(5), 0));
        try (DimmerProcess process = run("{deadline: 500ms}")) {
            CompletableFuture<HttpResponse<Void>> running = ask(process);
            await().until(() -> blue.requests() == 1);

            process.terminate();

            assertThat(process.exitCode()).isZero();
            assertThat(process.err()).contains("stopped; requests that were cut: 1");
            assertThat(running.get().headers().firstValue("X-Dimmer-Outcome")).contains("drain_cut");
        }
    }

    @Test
    void aSecondSignalStopsAtOnce() throws Exception {
        blue.behave(Behaviour.healthy().taking(Duration.ofMinutes(5), 0));
        try (DimmerProcess process = run("{deadline: 1h}")) {
            CompletableFuture<HttpResponse<Void>> running = ask(process);
            await().until(() -> blue.requests() == 1);
            process.terminate();
            await().until(() -> process.err().contains("once more to stop at once"));
            assertThat(process.isAlive()).isTrue();

            process.terminate();

            assertThat(process.exitCode()).isEqualTo(130);
            assertThat(running).failsWithin(Duration.ofSeconds(20));
        }
    }
}
