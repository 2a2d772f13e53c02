package io.dimmer.cli.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dimmer.cli.terminal.Failure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One proxy's admin API. Every call ends with an answer or with a {@link Failure} that says in one line why there is
 * none: refused by the proxy (exit code 1) or not reached (exit code 3).
 */
public final class AdminClient {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    /** The answer to a change waits for the proxy's disk. */
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private static final String API = "/api/v1";
    private static final int MULTIPLE_CHOICES = 300;
    private static final int UNAUTHORIZED = 401;

    private final String url;
    private final Optional<String> token;
    private final HttpClient http;
    private final ObjectMapper mapper = new ObjectMapper();

    /**
     * Asks nothing yet.
     *
     * @param url such as {@code http://127.0.0.1:9901}, without a slash at its end
     */
    AdminClient(String url, Optional<String> token) {
        this.url = url;
        this.token = token;
        // Without this it would offer HTTP/2 first, which admin does not speak.
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .build();
    }

    /** Where it is. */
    public String url() {
        return url;
    }

    /** What is at a path below the API, its query included. */
    public JsonNode get(String path) {
        return json(text(path));
    }

    /** The same as text. */
    public String text(String path) {
        return send(request(path).GET().build());
    }

    /** Asks for a change. */
    public JsonNode change(String method, String path, ObjectNode body) {
        return json(send(request(path)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body.toString()))
                .build()));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url + API + path)).timeout(ANSWER);
        token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        return request;
    }

    private String send(HttpRequest request) {
        try {
            HttpResponse<String> response =
                    http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            if (response.statusCode() >= MULTIPLE_CHOICES) {
                throw refusal(response);
            }
            return response.body();
        } catch (HttpTimeoutException e) {
            throw Failure.noAnswer("no answer from " + url + " in time");
        } catch (ConnectException e) {
            throw Failure.noAnswer(
                    "no proxy answers at " + url + ": is it running? Choose another with --admin URL or DIMMER_ADMIN");
        } catch (IOException e) {
            throw Failure.noAnswer("no answer from " + url + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.noAnswer("interrupted");
        }
    }

    private Failure refusal(HttpResponse<String> response) {
        Optional<JsonNode> problem = problem(response);
        if (problem.isEmpty()) {
            return Failure.noAnswer(url + " answered " + response.statusCode()
                    + ", but not as Dimmer does: is that its admin address?");
        }
        String type = problem.get().path("type").asText();
        String detail = problem.get().path("detail").asText();
        if (type.endsWith(":needs_yes")) {
            return Failure.refused("refused: " + detail + ". Repeat with --yes if that is meant.");
        }
        List<String> problems = new ArrayList<>();
        problem.get().path("problems").forEach(line -> problems.add(line.asText()));
        if (!problems.isEmpty()) {
            return Failure.refused("refused: " + detail, problems);
        }
        String hint = response.statusCode() == UNAUTHORIZED ? "; give it with DIMMER_TOKEN" : "";
        // A full disk refuses nothing: what protects took effect all the same, and the detail says so.
        return Failure.refused((type.endsWith(":no_disk") ? "" : "refused: ") + detail + hint);
    }

    private Optional<JsonNode> problem(HttpResponse<String> response) {
        String type = response.headers().firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        return type.startsWith("application/problem+json") ? Optional.of(json(response.body())) : Optional.empty();
    }

    private JsonNode json(String text) {
        try {
            return mapper.readTree(text);
        } catch (JsonProcessingException e) {
            throw Failure.noAnswer(url + " answered, but not with JSON: is that its admin address?");
        }
    }
}
