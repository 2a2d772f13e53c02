package io.dimmer.loadtest.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.dimmer.loadtest.record.Annotation;
import io.dimmer.loadtest.record.ProxySeries;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ProxyWatchIT {
    private static final String BEFORE = """
            [{"name": "shop", "stable": "blue", "killSwitch": false, "versions": {
              "blue": {"state": "ready", "cause": "none", "share": {"configured": 0.95}, "build": "1.41.0"},
              "canary": {"state": "ready", "cause": "none", "share": {"configured": 0.05}, "build": "1.42.0",
                "guard": {"verdict": "inconclusive", "sentence": "too early to tell"}}}}]""";
    private static final String AFTER = """
            [{"name": "shop", "stable": "blue", "killSwitch": true, "versions": {
              "blue": {"state": "ready", "cause": "none", "share": {"configured": 1.0}, "build": "1.41.0"},
              "canary": {"state": "drain", "cause": "guard", "share": {"configured": 0.0}, "build": "1.42.0",
                "guard": {"verdict": "fail", "sentence": "canary failed 14 of 15 requests"}}}}]""";

    private final AtomicInteger counted = new AtomicInteger(120);
    private HttpServer server;
    private volatile String services = BEFORE;
    private volatile String authorization = "";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
            String body = exchange.getRequestURI().getPath().equals("/metrics")
                    ? "# TYPE dimmer_build_info gauge\ndimmer_build_info{java=\"17\",version=\"0.1.0\"} 1.0\n"
                    : services;
            if (exchange.getRequestURI().getPath().endsWith("/shop/runs/night")) {
                body = night(counted.getAndUpdate(known -> Math.min(120, known + 60)));
            }
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void notesWhatChangesAndWhen() throws Exception {
        try (ProxyWatch watch = ProxyWatch.of(address(), Optional.empty())) {
            watch.follow(() -> 7_000_000_000L);
            services = AFTER;
            await().until(() -> !watch.annotations().isEmpty());

            assertThat(watch.annotations())
                    .extracting(Annotation::text)
                    .containsExactly(
                            "kill switch on",
                            "blue: 95 % → 100 %",
                            "canary: drain (guard)",
                            "canary: 5 % → 0 %",
                            "canary failed 14 of 15 requests");
            assertThat(watch.annotations())
                    .allSatisfy(annotation -> assertThat(annotation.atNanos()).isEqualTo(7_000_000_000L));
        }
    }

    /** The twin: a proxy in which nothing changes. */
    @Test
    void notesNothingWhenNothingChanges() throws Exception {
        try (ProxyWatch watch = ProxyWatch.of(address(), Optional.of("t0k3n"))) {
            authorization = "";
            watch.follow(() -> 7_000_000_000L);
            await().until(() -> authorization.equals("Bearer t0k3n"));

            assertThat(watch.annotations()).isEmpty();
            assertThat(watch.stable()).isEqualTo(Optional.of("blue"));
            assertThat(watch.builds())
                    .isEqualTo(Map.of("proxy", "0.1.0", "shop/blue", "1.41.0", "shop/canary", "1.42.0"));
        }
    }

    @Test
    void asksForARunByItsName() throws Exception {
        try (ProxyWatch watch = ProxyWatch.of(address(), Optional.empty())) {
            assertThat(watch.run("night", 120).orElseThrow())
                    .containsExactly(new ProxySeries(
                            "shop",
                            "canary",
                            120,
                            3,
                            new ProxySeries.Latency(
                                    Optional.of(Duration.ofMillis(4)), Optional.of(Duration.ofMillis(21))),
                            new ProxySeries.Latency(Optional.of(Duration.ofMillis(3)), Optional.empty())));
        }
    }

    /** The event loops of a proxy hand over what they saw one after the other. */
    @Test
    void waitsUntilTheProxyHasCountedWhatWasSent() throws Exception {
        counted.set(0);
        try (ProxyWatch watch = ProxyWatch.of(address(), Optional.empty())) {
            assertThat(watch.run("night", 120).orElseThrow())
                    .extracting(ProxySeries::requests)
                    .containsExactly(120L);
        }
    }

    @Test
    void saysWhenItIsNoProxy() {
        URI nobody = URI.create("http://127.0.0.1:1");
        assertThatThrownBy(() -> ProxyWatch.of(nobody, Optional.empty())).isInstanceOf(IOException.class);
    }

    private static String night(int requests) {
        return """
                {"run": "night", "from": "2026-11-20T10:00:00Z", "to": "2026-11-20T10:00:09Z", "versions": {
                  "canary": {"requests": %d, "errors": 3, "clientErrors": 0, "outcomes": {"answered": 117},
                    "duration": {"p50": 0.004, "p90": 0.005, "p99": 0.021, "p999": null, "max": 0.03},
                    "upstream": {"p50": 0.003, "p90": 0.004, "p99": null, "p999": null, "max": 0.03}}}}
                """.formatted(requests);
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }
}
