package io.dimmer.loadtest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dimmer.loadtest.target.Behaviour;
import io.dimmer.loadtest.target.FakeUpstream;
import io.dimmer.loadtest.target.Fault;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class LoadTestMainIT {
    @TempDir
    Path temporary;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void reportsWhatUsersWaited() throws IOException {
        try (FakeUpstream upstream = FakeUpstream.start("blue")) {
            int code = run("loadtest http://" + upstream.endpoint()
                    + "/a?b=c -r 200 -d 1s --users 50 --late-limit 10s --warm-up 0s");

            assertThat(code).isZero();
            assertThat(out.toString())
                    .containsPattern("all +200 +0 ")
                    .contains("users 50 in X-User-Id, uniform, seed 1");
            assertThat(upstream.requests()).isEqualTo(200);
            assertThat(upstream.last().orElseThrow().target()).isEqualTo("/a?b=c");
            assertThat(upstream.last().orElseThrow().values("host")).containsExactly(upstream.endpoint());
            assertThat(Integer.parseInt(
                            upstream.last().orElseThrow().values("x-user-id").get(0)))
                    .isBetween(1, 50);
        }
    }

    @Test
    void sendsTheHeadersItIsGiven() throws IOException {
        try (FakeUpstream upstream = FakeUpstream.start("blue")) {
            String[] args = {
                "loadtest",
                "http://" + upstream.endpoint() + "/",
                "-r",
                "20",
                "-d",
                "500ms",
                "-H",
                "X-Dimmer-Version: canary",
                "-H",
                "Host: shop.example",
                "--late-limit",
                "10s",
                "--warm-up",
                "0s",
                "--json"
            };
            assertThat(run(args)).isZero();

            JsonNode json = new ObjectMapper().readTree(out.toString());
            assertThat(json.get("requests").asLong()).isEqualTo(10);
            assertThat(upstream.last().orElseThrow().values("X-Dimmer-Version")).containsExactly("canary");
            assertThat(upstream.last().orElseThrow().values("host")).containsExactly("shop.example");
            assertThat(upstream.last().orElseThrow().values("x-user-id")).isEmpty();
        }
    }

    @Test
    void endsWithThreeWhenTheRunIsVoid() throws IOException {
        try (FakeUpstream upstream = FakeUpstream.start("blue")) {
            int code = run("loadtest http://" + upstream.endpoint() + "/ -r 200 -d 500ms --late-limit 1us");

            assertThat(code).isEqualTo(3);
            assertThat(out.toString()).contains("VOID: the generator was late").doesNotContain("p99.9");
        }
    }

    @Test
    void endsWithThreeWhenNobodyAnswers() throws IOException {
        try (FakeUpstream upstream = FakeUpstream.start("blue")) {
            upstream.behave(Behaviour.healthy().with(Fault.DEAD));

            assertThat(run("loadtest http://" + upstream.endpoint() + "/ -r 20 -d 500ms"))
                    .isEqualTo(3);
            assertThat(err.toString())
                    .contains("no answer: every connection to http://" + upstream.endpoint() + "/ failed");
        }
    }

    @ParameterizedTest
    @CsvSource({"500ms, true", "0s, false"})
    void saysWhenItCouldNotWarmUpButNotWhenItWasNotToDoSo(String warmUp, boolean said) throws IOException {
        try (FakeUpstream upstream = FakeUpstream.start("blue")) {
            // Warm is who was calm in two parts of half a second: here there is time for one, or for none.
            assertThat(run("loadtest http://" + upstream.endpoint() + "/ -r 20 -d 500ms --late-limit 10s --warm-up "
                            + warmUp))
                    .isZero();
            assertThat(err.toString().contains("the generator is not warm after 500 ms (--warm-up)"))
                    .isEqualTo(said);
        }
    }

    @Test
    void leavesAFolderThatTheStandardToolsRead() throws IOException {
        try (FakeUpstream upstream = FakeUpstream.start("blue")) {
            Path folder = temporary.resolve("run");
            int code = run("loadtest http://" + upstream.endpoint()
                    + "/ -r 200 -d 3s --late-limit 10s --warm-up 0s --out " + folder);

            assertThat(code).isZero();
            assertThat(err.toString()).contains("report: " + folder.resolve("report.html"));
            assertThat(folder.resolve("report.html")).isNotEmptyFile();
            assertThat(folder.resolve("percentiles.hgrm")).content().contains("Total count    =          600");
            JsonNode json =
                    new ObjectMapper().readTree(folder.resolve("result.json").toFile());
            assertThat(json.get("requests").asLong()).isEqualTo(600);
            assertThat(json.get("command").asText())
                    .isEqualTo("loadtest http://" + upstream.endpoint()
                            + "/ -r 200 -d 3s --late-limit 10s --warm-up 0s --out " + folder);
            // Twenty where the machine keeps up; whole seconds would be four at most.
            assertThat(json.get("intervals").size()).isGreaterThanOrEqualTo(5);
            assertThat(untagged(folder.resolve("latency.hlog"))).isEqualTo(600);
        }
    }

    @Test
    void comparesTwoRuns() throws IOException {
        try (FakeUpstream upstream = FakeUpstream.start("blue")) {
            Path before = temporary.resolve("before");
            Path after = temporary.resolve("after");
            // Far more intervals than it needs, and slower answers than a busy machine gives by itself.
            String load = "loadtest http://" + upstream.endpoint()
                    + "/ -r 200 -d 3s --interval 100ms --late-limit 10s --warm-up 0s --out ";
            assertThat(run(load + before)).isZero();
            upstream.behave(Behaviour.healthy().taking(Duration.ofSeconds(1), 0));
            assertThat(run(load + after)).isZero();
            out.getBuffer().setLength(0);

            assertThat(run("loadtest compare " + before + " " + after + " --json"))
                    .isZero();
            JsonNode figures = new ObjectMapper()
                    .readTree(out.toString())
                    .get("comparisons")
                    .get(0)
                    .get("figures");
            assertThat(figures.get(0).get("figure").asText()).isEqualTo("p50");
            assertThat(figures.get(0).get("low").asDouble()).isPositive();
            assertThat(run("loadtest compare " + before + " " + temporary)).isEqualTo(1);
            assertThat(err.toString()).contains("expected a folder with result.json and latency.hlog");
        }
    }

    @ParameterizedTest
    @CsvSource({"0, p50<60s", "1, p50<1us", "3, p99.9<60s", "1, p99.9<60s --threshold p50<1us"})
    void endsAsItsThresholdsSay(int code, String thresholds) throws IOException {
        try (FakeUpstream upstream = FakeUpstream.start("blue")) {
            String load = "loadtest http://" + upstream.endpoint()
                    + "/ -r 100 -d 500ms --late-limit 10s --warm-up 0s --threshold ";

            assertThat(run(load + thresholds)).as(err::toString).isEqualTo(code);
            assertThat(out.toString()).as(err::toString).containsPattern("threshold  (passed|failed|void) +p");
        }
    }

    @Test
    void readsAScenarioFromAFileWhichFlagsBeat() throws IOException {
        try (FakeUpstream upstream = FakeUpstream.start("blue")) {
            Path file = Files.writeString(
                    temporary.resolve("mix.yaml"),
                    String.join(
                            "\n",
                            "target: http://" + upstream.endpoint() + "/",
                            "rate: 1000",
                            "duration: 500ms",
                            "lateLimit: 10s",
                            "warmUp: 0s",
                            "users: 50",
                            "newConnections: true",
                            "requests:",
                            "  - {name: list, weight: 3, path: /list}",
                            "  - {name: buy, path: '/buy/{user}', body: '{user} buys {number}'}"));

            assertThat(run("loadtest -f " + file + " -r 200 --json")).isZero();
            JsonNode json = new ObjectMapper().readTree(out.toString());
            assertThat(json.get("requests").asLong()).isEqualTo(100);
            assertThat(json.get("failures").asLong()).isZero();
            assertThat(json.get("plan").asText()).contains("each over a new connection");
            assertThat(json.get("series"))
                    .extracting(series -> series.get("value").asText())
                    .contains("list", "buy");
            assertThat(upstream.requests()).isEqualTo(100);
            assertThat(upstream.last().orElseThrow().values("connection")).containsExactly("close");
        }
    }

    @Test
    void replaysRecordedMoments() throws IOException {
        try (FakeUpstream upstream = FakeUpstream.start("blue")) {
            Path file = Files.writeString(temporary.resolve("moments"), "0.0 GET /\n0.1 GET /\n0.4 GET /\n");
            assertThat(run("loadtest http://" + upstream.endpoint()
                            + "/ --late-limit 10s --warm-up 0s --run night --replay " + file))
                    .isZero();
            assertThat(upstream.requests()).isEqualTo(3);
            assertThat(upstream.last().orElseThrow().values("x-dimmer-run")).containsExactly("night");
            assertThat(out.toString()).contains("requests arrive as 3 recorded requests did");
        }
    }

    @Test
    void namesTheRecordingAndItsLine() throws IOException {
        Path file = Files.writeString(temporary.resolve("moments"), "0.0\nsoon\n");
        assertThat(run("loadtest http://127.0.0.1:1/ --replay " + file)).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("--replay " + file + ": line 2: found 'soon', expected seconds or a time");
    }

    @Test
    void saysWhichStepsItTakes() throws IOException {
        try (FakeUpstream upstream = FakeUpstream.start("blue")) {
            assertThat(run("loadtest http://" + upstream.endpoint()
                            + "/ --late-limit 10s --warm-up 0s --steps 10,20.5 -d 400ms"))
                    .isZero();
            assertThat(out.toString()).contains("in steps of 10, 20.5 a second");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "loadtest                                | URL: found none, expected http://HOST[:PORT]/PATH",
                "loadtest ftp://x/                       | URL: found 'ftp://x/', expected http://HOST[:PORT]/PATH",
                "loadtest https://x/                     | (https comes later)",
                "loadtest http://127.0.0.1/ -r 0         | rate: found 0 from end to end, expected a positive rate",
                "loadtest http://127.0.0.1/ -r fast      | Invalid value for option '--rate'",
                "loadtest http://127.0.0.1/ -d 10        | found '10', expected a number with a unit: 250ms, 15s, 10m",
                "loadtest http://127.0.0.1/ -c 0         | connections: found 0, expected at least 1",
                "loadtest http://127.0.0.1/ --users 0    | users: found 0, expected 1 to 10000000",
                "loadtest http://127.0.0.1/ --run-id a/b  | --run-id: found 'a/b', expected 1 to 64 letters, digits",
                "loadtest http://127.0.0.1/ --ratee 5    | Unknown options: '--ratee', '5', did you mean --rate",
                "loadtest http://127.0.0.1/ -H X-A       | -H: found 'X-A', expected 'Name: value'",
                "loadtest http://127.0.0.1/ --threshold p99 | threshold: found 'p99', expected SERIES.FIGURE<LIMIT",
                "loadtest http://127.0.0.1/ --steps 5 --sine 1 | --ramp-from, --steps, --sine: found 2 of them",
                "loadtest http://127.0.0.1/ --sine much   | found 'much', expected a share: 50% or 0.5",
                "loadtest http://127.0.0.1/ --interval 1ms | --interval: found 1.0ms, expected at least 100ms",
                "loadtest http://127.0.0.1/ --admin localhost:9901 | --admin: found 'localhost:9901', expected http://HOST",
                "loadtest scenario slow | NAME: found 'slow', expected all or one of steady-state, good-canary",
                "loadtest compare here                    | Missing required parameter: 'B'",
                "target --name blue                      | Missing required option: '--port=N'",
                "target --name blue --port 70000         | --port: found 70000, expected 0 to 65535",
                "target --name blue --port 0 --fault bad | found 'bad', expected one of none, errors, slow",
                "target --name blue --port 0 --share 2   | share: found 2.0, expected more than 0, up to 1",
                "demo --fault hang                       | --fault: found 'hang', expected errors, slow, dead",
                "demo --rate 1                           | --rate: found 1.0, expected 20 to 10000 requests a second",
                "demo --port 99999                       | --port: found 99999, expected 0 to 65535",
                "nonsense                                | nonsense",
            })
    void endsWithTwoAndOneClearLineWhenItIsUsedWrongly(String line, String message) {
        assertThat(run(line)).isEqualTo(2);
        assertThat(err.toString()).contains(message).contains("--help");
        assertThat(err.toString().lines()).hasSizeLessThanOrEqualTo(2);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void saysInOneSentenceThatEveryRequestFailed() throws IOException {
        try (FakeUpstream upstream = FakeUpstream.start("blue")) {
            upstream.behave(Behaviour.healthy().with(Fault.ERRORS));
            assertThat(run("loadtest http://" + upstream.endpoint() + "/ -r 20 -d 500ms --late-limit 10s --warm-up 0s"))
                    .isZero();
            assertThat(out.toString().strip()).endsWith("\n10 requests at 20 a second; every request failed.");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"-f none.yaml", "http://127.0.0.1:1/ -b @none.yaml", "http://127.0.0.1:1/ --replay none.yaml"})
    void saysWhichFileIsNotThere(String arguments) {
        assertThat(run("loadtest " + arguments)).isEqualTo(1);
        assertThat(err.toString().strip()).endsWith("none.yaml: no such file");
    }

    @Test
    void endsWithThreeWhenTheProxyToWatchDoesNotAnswer() {
        assertThat(run("loadtest http://127.0.0.1:1/ --admin http://127.0.0.1:1"))
                .isEqualTo(3);
        assertThat(err.toString()).contains("--admin: no proxy answers at http://127.0.0.1:1");
    }

    @Test
    void listsItsScenariosWithTheirTwins() {
        assertThat(run("loadtest scenario")).isZero();
        assertThat(out.toString()).contains("slow-clients ").contains("twin: ");
    }

    @ParameterizedTest
    @CsvSource({"demo", "loadtest", "target", "loadtest target", "loadtest compare", "loadtest scenario"})
    void explainsEachCommandWithAnExample(String command) {
        assertThat(run(command + " --help")).isZero();
        assertThat(out.toString())
                .contains("Usage: ./dimmer " + command)
                .contains("Examples:")
                .contains("Exit codes:");
    }

    @Test
    void saysWhichPortATargetCannotHave() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(run("target --name blue --port " + taken.getLocalPort())).isEqualTo(1);
            assertThat(err.toString()).startsWith("cannot listen on 127.0.0.1:" + taken.getLocalPort());
        }
    }

    /** The requests of the histograms without a tag, as HdrHistogram's own reader finds them. */
    private static long untagged(Path log) throws IOException {
        long count = 0;
        try (HistogramLogReader reader = new HistogramLogReader(log.toFile())) {
            while (reader.hasNext()) {
                Histogram histogram = (Histogram) reader.nextIntervalHistogram();
                count += histogram.getTag() == null ? histogram.getTotalCount() : 0;
            }
        }
        return count;
    }

    private int run(String line) {
        return run(line.strip().split(" +"));
    }

    private int run(String... args) {
        return LoadTestMain.run(args, new PrintWriter(out, true), new PrintWriter(err, true));
    }
}
