package io.dimmer.loadtest.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * As much of a proxy as the demo looks at, started as a child process in place of the real one, which is built after this
 * module: it splits by user, and after fifteen failures of the canary it calls it drained. It judges nothing.
 */
final class StandInProxy {
    private static final int FAILURES_UNTIL_DRAIN = 15;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String configuration;
    private int failures;
    private int inFlight;

    private StandInProxy(String configuration) {
        this.configuration = configuration;
    }

    public static void main(String[] args) throws IOException {
        // It would close connections that the demo is about to use.
        System.setProperty("sun.net.httpserver.maxIdleConnections", "5000");
        String configuration = Files.readString(Path.of(args[2]));
        if (configuration.contains("demo-666")) {
            System.err.println("stand-in: this seed is refused");
            System.exit(7);
        }
        StandInProxy proxy = new StandInProxy(configuration);
        HttpServer edge = server(proxy.number("name: edge, address: 127.0.0.1:(\\d+)"));
        edge.createContext("/", proxy::forward);
        HttpServer admin = server(proxy.number("admin:\\s+address: 127.0.0.1:(\\d+)"));
        admin.createContext("/ready", exchange -> answer(exchange, 200, "ready"));
        admin.createContext("/metrics", exchange -> answer(exchange, 200, METRICS));
        admin.createContext("/api/v1/services/shop", exchange -> answer(exchange, 200, proxy.service()));
        edge.start();
        admin.start();
    }

    private static final String METRICS = "dimmer_requests_total{route=\"shop\",service=\"shop\",version=\"canary\","
            + "status=\"none\",outcome=\"drain_cut\",fault=\"proxy\"} 0.0\n";

    private static HttpServer server(int port) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100);
        server.setExecutor(Executors.newCachedThreadPool());
        return server;
    }

    private void forward(HttpExchange exchange) throws IOException {
        int slot = Integer.parseInt(exchange.getRequestHeaders().getFirst("X-User-Id")) % 100;
        String version = choose(slot);
        exchange.getResponseHeaders().add("X-Dimmer-Version", version);
        boolean moved = slot >= 95 && !version.equals("canary");
        exchange.getResponseHeaders().add("X-Dimmer-Reason", moved ? "drained" : "hash");
        int status = status(version);
        try {
            answer(exchange, status, version);
        } finally {
            answered(version, status);
        }
    }

    /** Counts as it chooses, so that nobody finds the canary drained and idle in between. */
    private synchronized String choose(int slot) {
        if (slot < 95) {
            return slot < 50 ? "blue" : "green";
        }
        boolean drained = failures >= FAILURES_UNTIL_DRAIN;
        inFlight += drained ? 0 : 1;
        return drained ? "blue" : "canary";
    }

    private synchronized void answered(String version, int status) {
        if (version.equals("canary")) {
            inFlight--;
            failures += status >= 500 ? 1 : 0;
        }
    }

    private int status(String version) {
        int port = number(version + ": \\{endpoints: \\[127.0.0.1:(\\d+)");
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 502;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 503;
        }
    }

    private synchronized String service() {
        int failed = Math.min(FAILURES_UNTIL_DRAIN, failures);
        boolean drained = failed == FAILURES_UNTIL_DRAIN;
        return String.format(
                Locale.ROOT,
                "{\"name\": \"shop\", \"versions\": {\"canary\": {\"state\": \"%s\", \"cause\": %s, \"inFlight\": %d,"
                        + " \"share\": {\"effective\": %s}, \"guard\": {\"evidence\": %s, \"sentence\": \"canary failed"
                        + " %d of %d requests while blue failed 0 of 100\", \"hold\": null}}}}",
                drained ? "drain" : "ready",
                drained ? "\"guard\"" : "null",
                inFlight,
                drained ? "0.0" : "0.05",
                (double) failed / FAILURES_UNTIL_DRAIN,
                failed,
                failed);
    }

    private int number(String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(configuration);
        if (!matcher.find()) {
            throw new IllegalArgumentException("not in the configuration: " + pattern);
        }
        return Integer.parseInt(matcher.group(1));
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
