package io.dimmer.server;

import io.dimmer.config.ProxySpec;
import io.dimmer.config.file.ConfigReader;
import io.dimmer.config.file.Reading;
import io.dimmer.config.value.ServiceName;
import io.dimmer.config.value.VersionName;
import io.dimmer.control.Answer;
import io.dimmer.control.Author;
import io.dimmer.control.Command;
import io.dimmer.control.Control;
import io.dimmer.control.Reloaded;
import io.dimmer.control.VersionSnapshot;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A whole proxy from the text of its configuration, on ports that the system chooses. */
public final class RunningProxy implements AutoCloseable {
    private static final Author TEST = new Author("test", Optional.empty());

    private final ProxyServer server;
    private boolean stopped;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private RunningProxy(ProxyServer server) {
        this.server = server;
    }

    /** Starts; {@code state.dir} is below the directory unless the text says otherwise. */
    public static RunningProxy start(Path directory, String yaml) throws IOException {
        return start(directory, yaml, 2);
    }

    /** The same; it looks after its file, which must be there, by itself. */
    static RunningProxy startWatching(Path directory) throws IOException {
        Path file = directory.resolve("dimmer.yaml");
        return start(file, Files.readString(file), 2, Duration.ofMillis(100));
    }

    /** The same with so many event loops. */
    public static RunningProxy start(Path directory, String yaml, int eventLoops) throws IOException {
        return start(directory.resolve("dimmer.yaml"), yaml, eventLoops, Duration.ZERO);
    }

    private static RunningProxy start(Path file, String yaml, int eventLoops, Duration lookEvery) throws IOException {
        return new RunningProxy(ProxyServer.start(
                read(file, yaml),
                new ServerOptions(file, eventLoops, Map.of(), Optional.empty(), false, lookEvery, () -> {})));
    }

    static ProxySpec read(Path file, String yaml) {
        Reading<ProxySpec> reading = ConfigReader.read(yaml, file, Map.of());
        return reading.value()
                .orElseThrow(() ->
                        new IllegalArgumentException(String.join("\n", reading.problemLines("this is a test's file"))));
    }

    /** Port of the first listener. */
    public int port() {
        return server.listeners().get(0).address().getPort();
    }

    public int adminPort() {
        return server.adminAddress().port();
    }

    public Control control() {
        return server.control();
    }

    ProxyServer server() {
        return server;
    }

    /** What the control plane shows of a version now. */
    public VersionSnapshot version(String service, String version) {
        return control()
                .service(new ServiceName(service))
                .flatMap(s -> s.version(new VersionName(version)))
                .orElseThrow();
    }

    /** Carries out a command and waits for its answer. */
    public Answer ask(Command command) {
        return control().submit(command, TEST).toCompletableFuture().join();
    }

    /** Reads the file again and waits for what becomes of it. */
    Reloaded reload() {
        return server.reloads().reload(TEST).toCompletableFuture().join();
    }

    /** One GET of a user; empty: nobody in particular. */
    public HttpResponse<String> get(String path, String user, String... headers) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .timeout(Duration.ofSeconds(30));
        if (!user.isEmpty()) {
            request.header("X-User-Id", user);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    /** Any request. */
    public HttpResponse<String> send(HttpRequest request) throws IOException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** The metrics as Prometheus reads them. */
    public String metrics() throws IOException {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + adminPort() + "/metrics"))
                        .build())
                .body();
    }

    /** The value of one row of the metrics, by its name with labels; 0 when there is no such row. */
    public double metric(String row) throws IOException {
        return metrics()
                .lines()
                .filter(line -> line.startsWith(row + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(row.length() + 1)))
                .findFirst()
                .orElse(0);
    }

    /** Stops it as an operator would; returns how many requests were cut. */
    int stop() {
        stopped = true;
        return server.stop();
    }

    @Override
    public void close() {
        if (!stopped) {
            stop();
        }
    }
}
