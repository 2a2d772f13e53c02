package io.dimmer.server.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import io.dimmer.config.ProxySpec;
import io.dimmer.config.file.ConfigReader;
import io.dimmer.server.ProxyServer;
import io.dimmer.server.ServerOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ReadyIT {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void servesButIsNotReadyWhileItWarmsUp() throws Exception {
        int edge = freePort();
        int admin = freePort();
        CountDownLatch warm = new CountDownLatch(1);
        try (Echo upstream = Echo.open()) {
            ServerOptions options = ServerOptions.of(Path.of("dimmer.yaml"), Map.of(), Optional.empty())
                    .lookingEvery(Duration.ZERO)
                    .warmedUpBy(() -> await(warm));
            ProxySpec spec = spec(edge, admin, upstream.port());
            CompletableFuture<ProxyServer> starting = CompletableFuture.supplyAsync(() -> start(spec, options));
            try {
                Awaitility.await().atMost(LONG).ignoreExceptions().until(() -> status(admin, "/ready") == 503);
                assertThat(status(edge, "/")).isEqualTo(200);
                assertThat(starting).isNotDone();
            } finally {
                warm.countDown();
            }
            ProxyServer proxy = starting.join();
            assertThat(status(admin, "/ready")).isEqualTo(200);
            proxy.stop();
        }
    }

    private int status(int port, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private static ProxySpec spec(int edge, int admin, int upstream) {
        String text = """
                listeners: [{name: edge, address: "127.0.0.1:%d"}]
                admin: {address: "127.0.0.1:%d"}
                state: {dir: none}
                services:
                  shop: {stable: blue, versions: {blue: {endpoints: ["127.0.0.1:%d"]}}, timeouts: {connect: 10s}}
                """.formatted(edge, admin, upstream);
        return ConfigReader.read(text, Path.of("dimmer.yaml"), Map.of()).value().orElseThrow();
    }

    private static ProxyServer start(ProxySpec spec, ServerOptions options) {
        try {
            return ProxyServer.start(spec, options);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
