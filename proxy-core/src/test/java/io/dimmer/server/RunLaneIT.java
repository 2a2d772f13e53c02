package io.dimmer.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dimmer.control.VersionSnapshot;
import io.dimmer.exchange.VersionState;
import io.dimmer.loadtest.cli.load.LoadTestCommand;
import io.dimmer.loadtest.target.Behaviour;
import io.dimmer.loadtest.target.FakeUpstream;
import io.dimmer.loadtest.target.Fault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Load tests on real sockets: measured by themselves, and without any influence. */
class RunLaneIT {
    private static final String RUN = "X-Dimmer-Run";

    @TempDir
    Path directory;

    private FakeUpstream blue;
    private FakeUpstream canary;

    @BeforeEach
    void start() throws IOException {
        blue = FakeUpstream.start("blue");
        canary = FakeUpstream.start("canary");
        blue.behave(quick());
        canary.behave(quick());
    }

    private static Behaviour quick() {
        return Behaviour.healthy().taking(Duration.ZERO, 0);
    }

    @AfterEach
    void stop() {
        blue.close();
        canary.close();
    }

    @Test
    void aFailingCanaryThatOnlyARunMeetsIsNotDrainedAndNothingMoves() throws IOException {
        try (RunningProxy proxy = proxy("force: {allow: anyone}")) {
            canary.behave(quick().with(Fault.ERRORS));
            Crowd run = new Crowd(proxy, RUN, "night").come(1_000);
            assertThat(run.served("canary")).isEqualTo(run.failed()).isGreaterThan(100);
            JsonNode seen = awaitRun(proxy, "night", 1_000);

            assertThat(seen.at("/versions/canary/requests").asInt()).isEqualTo(run.served("canary"));
            assertThat(seen.at("/versions/canary/errors").asInt()).isEqualTo(run.served("canary"));
            assertThat(seen.at("/versions/canary/outcomes/upstream_error").asInt())
                    .isEqualTo(run.served("canary"));
            assertThat(seen.at("/versions/blue/errors").asInt()).isZero();
            assertThat(seen.at("/versions/blue/duration/p99").asDouble()).isPositive();
            VersionSnapshot version = proxy.version("shop", "canary");
            assertThat(version.state()).isEqualTo(VersionState.READY);
            assertThat(version.guard().orElseThrow().evidence()).isZero();
            assertThat(version.share().effective()).isEqualTo(0.2);
            assertThat(version.share().observed()).isZero();
            assertThat(version.lastMinute().requests()).isZero();
            assertThat(version.lastMinute().users()).isZero();
        }
    }

    @Test
    void theSameRequestsWithoutTheHeaderDrain() throws IOException {
        try (RunningProxy proxy = proxy("force: {allow: anyone}")) {
            canary.behave(quick().with(Fault.ERRORS));
            new Crowd(proxy).comeUntil(() -> isDrained(proxy), 20_000);
            assertThat(isDrained(proxy)).isTrue();
            assertThat(proxy.version("shop", "canary").lastMinute().requests()).isPositive();
        }
    }

    @Test
    void aStrangersHeaderChangesNothingAndIsCounted() throws IOException {
        try (RunningProxy proxy = proxy("force: {allow: nobody}, expose: everyone")) {
            canary.behave(quick().with(Fault.ERRORS));
            Crowd strangers = new Crowd(proxy, RUN, "night").comeUntil(() -> isDrained(proxy), 20_000);
            assertThat(isDrained(proxy)).isTrue();
            assertThat(proxy.metric("dimmer_run_refused_total{service=\"shop\"}"))
                    .isEqualTo((double) strangers.served("blue") + strangers.served("canary"));
            assertThat(json(proxy, "/runs")).isEmpty();
        }
    }

    @Test
    void metricsOfARunAreItsOwn() throws IOException {
        try (RunningProxy proxy = proxy("force: {allow: anyone}")) {
            Crowd users = new Crowd(proxy).come(50);
            Crowd run = new Crowd(proxy, RUN, "night").come(200);
            awaitRun(proxy, "night", 200);
            assertThat(proxy.metric(requests("dimmer_run_requests_total", "blue", "")))
                    .isEqualTo(run.served("blue"));
            assertThat(proxy.metric(requests("dimmer_requests_total", "blue", ",status=\"2xx\"")))
                    .isEqualTo(users.served("blue"));
            assertThat(proxy.metric("dimmer_run_duration_seconds_count{service=\"shop\",version=\"blue\"}"))
                    .isEqualTo(run.served("blue"));
            assertThat(proxy.metric("dimmer_assignments_total{reason=\"hash\",service=\"shop\",version=\"blue\"}"))
                    .isEqualTo(users.served("blue"));
            assertThat(proxy.metric("dimmer_upstream_response_seconds_count{service=\"shop\",version=\"blue\"}"))
                    .isEqualTo(users.served("blue"));
            assertThat(proxy.metrics()).doesNotContain("night");
        }
    }

    private static String requests(String name, String version, String status) {
        String route = status.isEmpty() ? "" : "route=\"shop\",";
        return name + "{fault=\"none\",outcome=\"answered\"," + route + "service=\"shop\"" + status + ",version=\""
                + version + "\"}";
    }

    @Test
    void theHistogramIsALogThatTheStandardToolsRead() throws IOException {
        try (RunningProxy proxy = proxy("force: {allow: anyone}")) {
            Crowd run = new Crowd(proxy, RUN, "night").come(200);
            awaitRun(proxy, "night", 200);
            Map<String, Long> counts = new HashMap<>();
            String log = admin(proxy, "/runs/night/histogram").body();
            HistogramLogReader reader =
                    new HistogramLogReader(new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8)));
            for (EncodableHistogram one = reader.nextIntervalHistogram();
                    one != null;
                    one = reader.nextIntervalHistogram()) {
                counts.put(one.getTag(), ((Histogram) one).getTotalCount());
            }
            assertThat(counts)
                    .containsEntry("blue", (long) run.served("blue"))
                    .containsEntry("canary.upstream", (long) run.served("canary"))
                    .hasSize(4);
            assertThat(admin(proxy, "/runs/nigth/histogram").statusCode()).isEqualTo(404);
            assertThat(admin(proxy, "/runs/nigth/histogram").body()).contains("night");
        }
    }

    @Test
    void aRunMayForceAndWhatHasNoNameIsMeasuredApartAllTheSame() throws IOException {
        try (RunningProxy proxy = proxy("force: {allow: anyone}")) {
            new Crowd(proxy, RUN, "not a name!", "X-Dimmer-Version", "canary").come(100);
            JsonNode seen = awaitRun(proxy, "unnamed", 100);
            assertThat(seen.at("/versions/canary/requests").asInt()).isEqualTo(100);
            assertThat(proxy.version("shop", "canary").lastMinute().requests()).isZero();
        }
    }

    @Test
    void theLoadTesterShowsWhatTheProxySaw() throws IOException {
        try (RunningProxy proxy = proxy("force: {allow: anyone}")) {
            canary.behave(quick().with(Fault.ERRORS));
            JsonNode report = loadTest(proxy, "--run-id", "evening");
            assertThat(report.at("/requests").asInt()).isEqualTo(400);
            Map<String, Integer> requests = new HashMap<>();
            for (JsonNode one : report.path("proxy")) {
                requests.put(one.path("version").asText(), one.path("requests").asInt());
                assertThat(one.path("errors").asInt())
                        .isEqualTo(
                                one.path("version").asText().equals("canary")
                                        ? one.path("requests").asInt()
                                        : 0);
                assertThat(one.at("/duration/p50").asDouble())
                        .isGreaterThanOrEqualTo(one.at("/upstream/p50").asDouble())
                        .isPositive();
            }
            assertThat(requests).containsOnlyKeys("blue", "canary");
            assertThat(requests.values().stream().mapToInt(i -> i).sum()).isEqualTo(400);
            assertThat(proxy.version("shop", "canary").state()).isEqualTo(VersionState.READY);
        }
    }

    @Test
    void theLoadTesterSaysThatAStrangersMarkWasNotBelieved() throws IOException {
        try (RunningProxy proxy = proxy("force: {allow: nobody}")) {
            assertThat(loadTest(proxy, "--run-id", "evening").path("proxy")).isEmpty();
            assertThat(loadTest(proxy).has("proxy")).isFalse();
        }
    }

    private static JsonNode loadTest(RunningProxy proxy, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(
                List.of("http://127.0.0.1:" + proxy.port() + "/", "-r", "400", "-d", "1s", "--users", "200", "--json"));
        arguments.addAll(List.of("--late-limit", "10s", "--admin", "http://127.0.0.1:" + proxy.adminPort()));
        arguments.addAll(List.of(more));
        StringWriter out = new StringWriter();
        new CommandLine(new LoadTestCommand())
                .setOut(new PrintWriter(out, true))
                .execute(arguments.toArray(String[]::new));
        return new ObjectMapper().readTree(out.toString());
    }

    private static boolean isDrained(RunningProxy proxy) {
        return proxy.version("shop", "canary").state() == VersionState.DRAIN;
    }

    /** The run, once the loops have handed over so many requests. */
    private static JsonNode awaitRun(RunningProxy proxy, String run, int requests) {
        return Awaitility.await()
                .until(
                        () -> json(proxy, "/runs/" + run),
                        json -> json.path("versions").findValuesAsText("requests").stream()
                                        .mapToInt(Integer::parseInt)
                                        .sum()
                                == requests);
    }

    private static JsonNode json(RunningProxy proxy, String path) throws IOException {
        return new ObjectMapper().readTree(admin(proxy, path).body());
    }

    private static HttpResponse<String> admin(RunningProxy proxy, String path) throws IOException {
        return proxy.send(HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + proxy.adminPort() + "/api/v1/services/shop" + path))
                .build());
    }

    private RunningProxy proxy(String more) throws IOException {
        String yaml = """
                listeners:
                  - {name: edge, address: 127.0.0.1:0}
                admin: {address: 127.0.0.1:0}
                services:
                  shop: {stable: blue, versions: {blue: {endpoints: [%s], weight: 80}, canary: {endpoints: [%s], weight: 20}}, sticky: {by: [{header: X-User-Id}]}, timeouts: {connect: 10s}, %s}
                """.formatted(blue.endpoint(), canary.endpoint(), more);
        return RunningProxy.start(directory, yaml);
    }
}
