package io.dimmer.loadtest.watch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dimmer.loadtest.record.Annotation;
import io.dimmer.loadtest.record.ProxySeries;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks the admin API of a proxy four times a second and notes what changes. It reads only; an answer that does not come is
 * left out, and the next one says what changed meanwhile. Methods may be called from any thread.
 */
public final class ProxyWatch implements AutoCloseable {
    private static final long LOOK_MILLIS = 250;
    /** A proxy that is under load may answer late; one that is not there refuses at once. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** A proxy shows what its event loops handed over, and they do so about once a second. */
    private static final int MOST_LOOKS_IN_VAIN = 12;

    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern BUILD =
            Pattern.compile("^dimmer_build_info\\{[^}]*version=\"([^\"]*)\"", Pattern.MULTILINE);

    private final URI base;
    private final Optional<String> token;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final ScheduledExecutorService looker = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "loadtest-watch");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<String, ServiceView> seen = new LinkedHashMap<>();
    private final List<Annotation> annotations = new ArrayList<>();
    private String proxyVersion = "";

    private ProxyWatch(URI base, Optional<String> token) {
        this.base = base;
        this.token = token;
    }

    /**
     * Looks at a proxy for the first time.
     *
     * @param admin its admin address, {@code http://127.0.0.1:9901}
     * @param token for proxies that want one
     * @throws IOException when it does not answer as a proxy does
     */
    public static ProxyWatch of(URI admin, Optional<String> token) throws IOException, InterruptedException {
        ProxyWatch watch = new ProxyWatch(admin, token);
        Matcher build = BUILD.matcher(watch.get("/metrics"));
        watch.proxyVersion = build.find() ? build.group(1) : "";
        watch.look(0);
        return watch;
    }

    /** Goes on looking; {@code elapsedNanos} says where the run is. */
    public void follow(LongSupplier elapsedNanos) {
        var unused = looker.scheduleWithFixedDelay(
                () -> lookAgain(elapsedNanos.getAsLong()), 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** What changed so far, in order. */
    public synchronized List<Annotation> annotations() {
        return List.copyOf(annotations);
    }

    /** The versions that ran: {@code proxy} and, where they have a build, {@code service/version}. */
    public synchronized SortedMap<String, String> builds() {
        SortedMap<String, String> builds = new TreeMap<>();
        if (!proxyVersion.isEmpty()) {
            builds.put("proxy", proxyVersion);
        }
        seen.forEach((service, view) -> view.versions().forEach((version, now) -> {
            if (!now.build().isEmpty()) {
                builds.put(service + "/" + version, now.build());
            }
        }));
        return builds;
    }

    /** The stable version, when there is one service. */
    public synchronized Optional<String> stable() {
        return seen.size() == 1
                ? seen.values().stream().map(ServiceView::stable).findFirst()
                : Optional.empty();
    }

    /**
     * What the proxy measured of a load test, by itself; waits for as many requests as were sent, until it has learned
     * nothing new for a few seconds.
     *
     * @param run the value of {@code X-Dimmer-Run}
     * @return absent when the proxy answers no more; an empty list when it knows no such run
     */
    public Optional<List<ProxySeries>> run(String run, long requests) throws InterruptedException {
        try {
            List<ProxySeries> last = lookAfter(0, run);
            int inVain = 0;
            while (counted(last) < requests && inVain < MOST_LOOKS_IN_VAIN) {
                List<ProxySeries> next = lookAfter(LOOK_MILLIS, run);
                inVain = counted(next) > counted(last) ? 0 : inVain + 1;
                last = next;
            }
            return Optional.of(last);
        } catch (ExecutionException noAnswer) {
            return Optional.empty();
        }
    }

    private List<ProxySeries> lookAfter(long millis, String run) throws ExecutionException, InterruptedException {
        return looker.schedule(() -> lookAt(run), millis, TimeUnit.MILLISECONDS).get();
    }

    private static long counted(List<ProxySeries> series) {
        return series.stream().mapToLong(ProxySeries::requests).sum();
    }

    private List<ProxySeries> lookAt(String run) throws IOException, InterruptedException {
        List<String> services;
        synchronized (this) {
            services = List.copyOf(seen.keySet());
        }
        List<ProxySeries> all = new ArrayList<>();
        for (String service : services) {
            HttpResponse<String> answer = ask("/api/v1/services/" + service + "/runs/" + run);
            if (answer.statusCode() == OK) {
                all.addAll(RunView.of(service, JSON.readTree(answer.body())));
            } else if (answer.statusCode() != NOT_FOUND) {
                throw new IOException("the proxy answered " + answer.statusCode());
            }
        }
        return all;
    }

    @Override
    public void close() {
        looker.shutdownNow();
    }

    private void lookAgain(long atNanos) {
        try {
            look(atNanos);
        } catch (IOException ignored) {
            // A proxy that stops answering is seen by the load itself; here it is a gap.
            return;
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void look(long atNanos) throws IOException, InterruptedException {
        JsonNode answer = JSON.readTree(get("/api/v1/services"));
        JsonNode services = answer.isArray() ? answer : answer.path("services");
        synchronized (this) {
            for (JsonNode service : services) {
                note(ServiceView.of(service), atNanos);
            }
        }
    }

    private void note(ServiceView now, long atNanos) {
        ServiceView before = seen.put(now.name(), now);
        if (before != null) {
            String prefix = seen.size() == 1 ? "" : now.name() + "/";
            before.changesTo(now)
                    .forEach(change -> annotations.add(new Annotation(atNanos, change.kind(), prefix + change.text())));
        }
    }

    private HttpResponse<String> ask(String path) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE);
        token.ifPresent(value -> request.header("Authorization", "Bearer " + value));
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private String get(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = ask(path);
        if (answer.statusCode() != OK) {
            throw new IOException(
                    "--admin: " + base.resolve(path) + " answered " + answer.statusCode() + ", expected 200");
        }
        return answer.body();
    }
}
