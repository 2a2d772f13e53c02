package io.dimmer.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dimmer.config.SpecDiff;
import io.dimmer.control.Reloaded;
import io.dimmer.loadtest.target.Behaviour;
import io.dimmer.loadtest.target.FakeUpstream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A reload of what is around the services: admin and its tokens, probes, the access log. */
class ReloadPartsIT {
    private static final String OPEN = "admin: {address: 127.0.0.1:0}";
    private static final String GUARDED = "admin: {address: 127.0.0.1:0, tokens: tokens.yaml}";

    @TempDir
    Path directory;

    private FakeUpstream blue;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @BeforeEach
    void start() throws IOException {
        blue = FakeUpstream.start("blue");
        blue.behave(Behaviour.healthy().taking(Duration.ZERO, 0));
    }

    @AfterEach
    void stop() {
        blue.close();
    }

    /** At once: a file that is written where it is watched is empty for a moment. */
    private Path put(String name, String text) throws IOException {
        Path next = Files.writeString(directory.resolve("next"), text);
        return Files.move(next, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private Path write(String admin, String more) throws IOException {
        String text = """
                listeners: [{name: edge, address: 127.0.0.1:0}]
                %s
                %s
                services:
                  shop:
                    versions: {blue: {endpoints: [%s]}}
                    sticky: {by: [{header: X-User-Id}]}
                    timeouts: {connect: 10s}
                """.formatted(admin, more, blue.endpoint());
        return put("dimmer.yaml", text);
    }

    private RunningProxy running(String admin, String more) throws IOException {
        return RunningProxy.start(directory, Files.readString(write(admin, more)));
    }

    private void tokens(String... ids) throws IOException, NoSuchAlgorithmException {
        StringBuilder text = new StringBuilder("tokens:\n");
        for (String id : ids) {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
            text.append("  - {id: %s, role: admin, sha256: %s}\n"
                    .formatted(id, HexFormat.of().formatHex(hash)));
        }
        put("tokens.yaml", text.toString());
    }

    private int status(int port, String path, String token) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static boolean connects(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    private static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void adminMovesAndWhoAskedForItGetsAnAnswerWhereHeAsked() throws Exception {
        try (RunningProxy proxy = running(OPEN, "")) {
            int before = proxy.adminPort();
            int next = free();
            write("admin: {address: \"127.0.0.1:" + next + "\"}", "probes: {address: 127.0.0.1:0}");

            HttpResponse<String> answer =
                    proxy.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + before + "/api/v1/reload"))
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.noBody())
                            .build());

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body()).contains("admin.address").contains("probes.address");
            assertThat(status(next, "/api/v1/services", "")).isEqualTo(200);
            int probes = proxy.server().probesAddress().orElseThrow().port();
            assertThat(status(probes, "/ready", "")).isEqualTo(200);
            assertThat(status(probes, "/api/v1/services", "")).isEqualTo(404);
            await().until(() -> !connects(before));

            write("admin: {address: \"127.0.0.1:" + next + "\"}", "");
            assertThat(proxy.reload().problems()).isEmpty();
            assertThat(status(next, "/ready", "")).isEqualTo(200);
            await().until(() -> !connects(probes));
        }
    }

    @Test
    void aPortThatCannotBeHadChangesNothingAtAll() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                RunningProxy proxy = running(OPEN, "")) {
            int before = proxy.adminPort();
            String port = "\"127.0.0.1:" + taken.getLocalPort() + "\"";
            write(
                    "admin: {address: 127.0.0.2:0}",
                    "probes: {address: " + port + "}\nlogs: {access: {file: access.log}}");

            Reloaded done = proxy.reload();

            assertThat(done.problems())
                    .singleElement()
                    .asString()
                    .contains("probes.address 127.0.0.1:" + taken.getLocalPort() + ": ")
                    .contains("in use")
                    .endsWith("the running configuration is unchanged");
            assertThat(proxy.adminPort()).isEqualTo(before);
            assertThat(status(before, "/ready", "")).isEqualTo(200);
            proxy.get("/", "maria");
            assertThat(proxy.metric("dimmer_access_log_lines_total{result=\"written\"}"))
                    .isZero();
            assertThat(Files.size(directory.resolve("access.log"))).isZero();

            // The parts that could be had are dropped as well when the last one cannot: here the listeners.
            write(OPEN, "logs: {access: {file: other.log}}");
            String text = Files.readString(directory.resolve("dimmer.yaml"));
            Files.writeString(
                    directory.resolve("dimmer.yaml"),
                    text.replace("address: 127.0.0.1:0}]", "address: " + port + "}]")
                            .replace(OPEN, "admin: {address: 127.0.0.2:0}"));
            assertThat(proxy.reload().problems()).singleElement().asString().contains("listener edge");
            assertThat(proxy.server().adminAddress().host()).isEqualTo("127.0.0.1");
            proxy.get("/", "maria");
            assertThat(Files.size(directory.resolve("other.log"))).isZero();
        }
    }

    @Test
    void tokensComeAndGoWithTheirFileByItself() throws Exception {
        tokens("maria");
        write(GUARDED, "");
        try (RunningProxy proxy = RunningProxy.startWatching(directory)) {
            assertThat(status(proxy.adminPort(), "/api/v1/services", "maria")).isEqualTo(200);
            assertThat(status(proxy.adminPort(), "/api/v1/services", "paul")).isEqualTo(401);

            tokens("paul");

            await().until(() -> status(proxy.adminPort(), "/api/v1/services", "paul") == 200);
            assertThat(status(proxy.adminPort(), "/api/v1/services", "maria")).isEqualTo(401);
            await().untilAsserted(() -> assertThat(
                            proxy.server().reloads().last().changed())
                    .containsExactly(
                            new SpecDiff.Change("admin.tokens.maria", Optional.of("admin"), Optional.empty()),
                            new SpecDiff.Change("admin.tokens.paul", Optional.empty(), Optional.of("admin"))));
        }
    }

    @Test
    void aBadFileOfTokensChangesNothingAndIsTold() throws Exception {
        tokens("paul");
        write(GUARDED, "");
        try (RunningProxy proxy = RunningProxy.startWatching(directory)) {
            put("tokens.yaml", "tokens: [{id: eve, role: admin, sha256: abc}]");

            await().until(() -> !proxy.server().reloads().last().successful());
            assertThat(proxy.server().reloads().last().problems())
                    .first()
                    .asString()
                    .contains("tokens.yaml:1:")
                    .contains("sha256")
                    .contains("expected 64 hexadecimal digits")
                    .doesNotContain("abc");
            assertThat(proxy.server().reloads().last().problems())
                    .last()
                    .asString()
                    .endsWith("1 problem; the running configuration is unchanged");
            assertThat(status(proxy.adminPort(), "/api/v1/services", "paul")).isEqualTo(200);

            Files.delete(directory.resolve("tokens.yaml"));
            await().until(() -> proxy.server().reloads().last().problems().stream()
                    .anyMatch(line -> line.contains("tokens.yaml: there is no such file")));
            assertThat(status(proxy.adminPort(), "/api/v1/services", "paul")).isEqualTo(200);

            tokens("paul", "maria");
            await().until(() -> status(proxy.adminPort(), "/api/v1/services", "maria") == 200);
        }
    }

    @Test
    void tokensAreAskedForFromNowOnAndNoMore() throws Exception {
        tokens("maria");
        try (RunningProxy proxy = running(OPEN, "")) {
            int port = proxy.adminPort();
            assertThat(status(port, "/api/v1/services", "")).isEqualTo(200);

            write(GUARDED, "");
            assertThat(proxy.reload().problems()).isEmpty();

            assertThat(proxy.adminPort()).isEqualTo(port);
            assertThat(status(port, "/api/v1/services", "")).isEqualTo(401);
            assertThat(status(port, "/api/v1/services", "maria")).isEqualTo(200);

            write(OPEN, "");
            assertThat(proxy.reload().problems()).isEmpty();
            assertThat(status(port, "/api/v1/services", "")).isEqualTo(200);

            write("admin: {address: 127.0.0.1:0, tokens: nowhere.yaml}", "");
            assertThat(proxy.reload().problems()).first().asString().contains("nowhere.yaml: there is no such file");
            assertThat(status(port, "/api/v1/services", "")).isEqualTo(200);
        }
    }

    @Test
    void theFileThatIsGoneIsToldAndTheProxyServesOn() throws Exception {
        Path file = write(OPEN, "");
        try (RunningProxy proxy = RunningProxy.startWatching(directory)) {
            String text = Files.readString(file);
            Files.delete(file);

            await().until(() -> !proxy.server().reloads().last().successful());
            assertThat(proxy.server().reloads().last().problems())
                    .first()
                    .asString()
                    .contains("there is no such file");
            assertThat(proxy.get("/", "maria").statusCode()).isEqualTo(200);

            Files.writeString(file, text);
            await().until(() -> proxy.server().reloads().last().successful());
        }
    }

    /** A request on a connection of its own: when that ends, the proxy has handed its line over. */
    private static void pass(RunningProxy proxy, String path) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
            socket.setSoTimeout(20_000);
            String request = "GET " + path + " HTTP/1.1\r\nHost: shop\r\nX-User-Id: maria\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(answer).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void linesGoWhereTheFileSaysAndNoneIsLost() throws Exception {
        Path one = directory.resolve("one.log");
        Path two = directory.resolve("two.log");
        try (RunningProxy proxy = running(OPEN, "")) {
            proxy.get("/none", "maria");

            write(OPEN, "logs: {access: {file: one.log}}");
            assertThat(proxy.reload().problems()).isEmpty();
            for (int i = 0; i < 20; i++) {
                pass(proxy, "/one");
            }
            write(OPEN, "logs: {access: {file: two.log, format: text}}");
            assertThat(proxy.reload().changed())
                    .extracting(SpecDiff.Change::key)
                    .containsExactly("logs.access.format", "logs.access.file");
            // A reload ends when the log before has written what it had.
            assertThat(Files.readAllLines(one)).hasSize(20).allMatch(line -> line.contains("\"path\":\"/one\""));
            for (int i = 0; i < 20; i++) {
                pass(proxy, "/two");
            }
            write(OPEN, "");
            assertThat(proxy.reload().problems()).isEmpty();
            proxy.get("/none", "maria");

            assertThat(Files.readAllLines(two)).hasSize(20).allMatch(line -> line.contains(" /two 200 "));
            assertThat(Files.readAllLines(one)).hasSize(20);
            String user = Files.readAllLines(two).get(0).replaceAll(".* ([0-9a-f]{16}) [^ ]+", "$1");
            assertThat(user).hasSize(16);
            assertThat(Files.readAllLines(one)).allMatch(line -> line.contains(user));
            assertThat(proxy.metric("dimmer_access_log_lines_total{result=\"written\"}"))
                    .isEqualTo(40);

            write(OPEN, "logs: {access: {file: .}}");
            assertThat(proxy.reload().problems())
                    .singleElement()
                    .asString()
                    .contains("logs.access.file: cannot write to " + directory);
        }
    }

    @Test
    void whatBeganBeforeThereWasALogIsNotInIt() throws Exception {
        blue.behave(Behaviour.healthy().taking(Duration.ofSeconds(2), 0));
        try (RunningProxy proxy = running(OPEN, "")) {
            var running = http.sendAsync(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + proxy.port() + "/before"))
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
            await().until(() -> blue.requests() == 1);
            write(OPEN, "logs: {access: {file: access.log}}");
            assertThat(proxy.reload().problems()).isEmpty();

            assertThat(running.join().statusCode()).isEqualTo(200);
            proxy.get("/after", "");
            Path file = directory.resolve("access.log");
            await().until(() -> !Files.readAllLines(file).isEmpty());
            assertThat(Files.readAllLines(file)).singleElement().asString().contains("/after");
        }
    }

    @Test
    void theStateDirectoryAloneWaitsForARestart() throws Exception {
        try (RunningProxy proxy = running(OPEN, "")) {
            write(OPEN, "state: {dir: elsewhere}\nprobes: {address: 127.0.0.1:0}");

            Reloaded done = proxy.reload();

            assertThat(done.problems()).isEmpty();
            assertThat(done.changed()).extracting(SpecDiff.Change::key).containsExactly("probes.address");
            assertThat(done.waiting()).extracting(SpecDiff.Change::key).containsExactly("state.dir");
            assertThat(directory.resolve("elsewhere")).doesNotExist();
            assertThat(proxy.server().probesAddress()).isPresent();
        }
    }
}
