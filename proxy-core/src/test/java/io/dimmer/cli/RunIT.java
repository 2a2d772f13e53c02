package io.dimmer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code run} as a process of its own: it owns the signals. */
class RunIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern ADMIN = Pattern.compile("admin (http://127\\.0\\.0\\.1:\\d+)");

    @TempDir
    private Path folder;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void stopAll() {
        started.forEach(Process::destroyForcibly);
    }

    private Path config(int port) throws IOException {
        return Files.writeString(folder.resolve("dimmer.yaml"), """
                listeners:
                  - {name: edge, address: 127.0.0.1:%d}
                admin: {address: 127.0.0.1:0}
                services:
                  shop:
                    versions:
                      blue: {endpoints: [127.0.0.1:1]}
                """.formatted(port));
    }

    private Process start(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                DimmerMain.class.getName()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("DIMMER_"));
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private String printed(String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReady(Process process) {
        await().atMost(PATIENCE).until(() -> printed("out").contains("Dimmer is ready: ") || !process.isAlive());
        assertThat(printed("out")).as(printed("err")).startsWith("Dimmer is ready: edge http://127.0.0.1:");
    }

    private static int ended(Process process) throws InterruptedException {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    @Test
    void saysOneLineWhenReadyAndStopsWithCode0() throws Exception {
        config(0);
        Process process = start("run", "--state", "kept");
        awaitReady(process);
        Matcher admin = ADMIN.matcher(printed("out"));
        assertThat(admin.find()).isTrue();
        HttpResponse<String> ready = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(admin.group(1) + "/ready"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(Typed.line(Map.of(), "status --admin " + admin.group(1)).out())
                .startsWith("shop       stable blue");

        process.destroy();

        assertThat(ended(process)).as(printed("err")).isZero();
        assertThat(printed("out").lines()).hasSize(1);
        assertThat(printed("out")).contains("state in " + folder.toRealPath().resolve("kept"));
        assertThat(printed("err"))
                .contains("dimmer.yaml: services.shop.drain: not written, deadline: 30s")
                .doesNotContain("state: not written")
                .contains("stopped; requests that were cut: 0");
    }

    @Test
    void usr1IsHeardAndOpensTheLogAnew() throws Exception {
        Path file = config(0);
        Files.writeString(file, "logs: {access: {file: access.log}}\n" + Files.readString(file));
        Process process = start("run", "--state", "kept");
        awaitReady(process);
        Path log = folder.resolve("access.log");
        Files.move(log, folder.resolve("access.log.1"));

        String pid = String.valueOf(process.pid());
        Process kill = new ProcessBuilder("kill", "-USR1", pid).start();
        assertThat(ended(kill)).isZero();

        await().atMost(PATIENCE).until(() -> Files.exists(log) || !process.isAlive());
        assertThat(process.isAlive()).as(printed("err")).isTrue();
        process.destroy();
        assertThat(ended(process)).as(printed("err")).isZero();
    }

    @Test
    void aPortInUseIsOneLineAndCode1() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            config(taken.getLocalPort());

            assertThat(ended(start("run"))).isEqualTo(1);

            assertThat(printed("err").lines())
                    .singleElement()
                    .satisfies(line -> assertThat(line)
                            .contains("127.0.0.1:" + taken.getLocalPort())
                            .contains("in use"));
            assertThat(printed("out")).isEmpty();
        }
    }

    @Test
    void aStateDirectoryThatIsAFileIsOneLineAndCode1() throws Exception {
        config(0);
        Path file = Files.writeString(folder.resolve("a-file"), "");

        assertThat(ended(start("run", "--state", file.toString()))).isEqualTo(1);

        assertThat(printed("err").lines())
                .singleElement()
                .satisfies(line -> assertThat(line).contains("a-file"));
    }

    @Test
    void whatCannotStartIsToldBeforeAnythingIsOpened() throws IOException {
        Path missing = folder.resolve("nowhere.yaml");
        assertThat(Typed.line(Map.of(), "run --config " + missing))
                .isEqualTo(new Typed(
                        1, "", missing + ": there is no such file\n" + missing + ": 1 problem; nothing was started\n"));
        Path config = config(0);
        Typed loops = Typed.line(Map.of(), "run --event-loops none --config " + config);
        assertThat(loops.code()).isEqualTo(2);
        assertThat(loops.err()).startsWith("DIMMER_EVENT_LOOPS: found \"none\", expected a whole number");
        Typed state = Typed.line(Map.of("DIMMER_STATE", "none"), "run --config " + config);
        assertThat(state.code()).isEqualTo(2);
        assertThat(state.err()).startsWith("--state: found none, expected a directory");
    }
}
