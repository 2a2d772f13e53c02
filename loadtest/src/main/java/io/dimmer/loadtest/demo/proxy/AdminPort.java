package io.dimmer.loadtest.demo.proxy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Watches the proxy as any operator could: over the admin port. Asks and waits for the answer; one thread. */
public final class AdminPort {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern CUT = Pattern.compile(
            "^dimmer_requests_total\\{(?=[^}]*version=\"canary\")(?=[^}]*outcome=\"drain_cut\")[^}]*} (\\S+)",
            Pattern.MULTILINE);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final String base;

    /** Talks to this port of the loopback address. */
    public AdminPort(int port) {
        this.base = "http://127.0.0.1:" + port;
    }

    /** For people. */
    public String url() {
        return base + "/";
    }

    /** Whether the proxy says that it is ready. */
    public boolean ready() throws InterruptedException {
        return get("/ready").isPresent();
    }

    /** The canary as it is now; empty when the proxy did not answer. */
    public Optional<CanaryView> canary() throws InterruptedException {
        Optional<String> body = get("/api/v1/services/shop");
        try {
            return body.isEmpty() ? Optional.empty() : Optional.of(CanaryView.of(JSON.readTree(body.get())));
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }

    /**
     * Changes weights, as {@code {"canary": "30%"}} says.
     *
     * @throws IOException when the proxy refuses it
     */
    public void weights(String change) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/api/v1/services/shop/weights"))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .method("PATCH", HttpRequest.BodyPublishers.ofString(change))
                .build();
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("the proxy refused weights " + change + ": " + answer.body());
        }
    }

    /** How many requests to the canary were cut at the deadline of its drain. */
    public long cut() throws InterruptedException {
        return get("/metrics").map(AdminPort::cutIn).orElse(0L);
    }

    /** The sum over all series of the metric that count cut requests of the canary. */
    static long cutIn(String metrics) {
        double sum = 0;
        Matcher matcher = CUT.matcher(metrics);
        while (matcher.find()) {
            sum += Double.parseDouble(matcher.group(1));
        }
        return Math.round(sum);
    }

    private Optional<String> get(String path) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(PATIENCE)
                .build();
        try {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? Optional.of(answer.body()) : Optional.empty();
        } catch (IOException noAnswer) {
            return Optional.empty();
        }
    }
}
