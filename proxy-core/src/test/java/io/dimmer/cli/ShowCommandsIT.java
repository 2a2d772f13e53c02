package io.dimmer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dimmer.admin.MemoryControl;
import io.dimmer.admin.Shops;
import io.dimmer.admin.TestAdmin;
import io.dimmer.control.VersionSnapshot;
import io.dimmer.judge.Sentence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands that show something, against a real admin server. */
class ShowCommandsIT {
    private static final String FILE = """
            listeners:
              - {name: edge, address: 127.0.0.1:8080}
            services:
              shop:
                stable: blue
                versions:
                  blue: {endpoints: [127.0.0.1:9001], weight: 50}
                  green: {endpoints: [127.0.0.1:9002], weight: 45}
                  canary: {endpoints: [127.0.0.1:9003], weight: 5}
                sticky:
                  by:
                    - header: X-User-Id
            """;

    private final MemoryControl control = Shops.busyShop()
            .judged(
                    "canary",
                    new VersionSnapshot.Guard(
                            "inconclusive",
                            "canary answers 404 more often than blue",
                            0.31,
                            List.of(new VersionSnapshot.Finding(
                                    "client_errors", 1.2, new Sentence(() -> "12 of 15, blue 0 of 240"))),
                            2,
                            Optional.of("client_errors"),
                            new VersionSnapshot.Calibration(70, 9, 2)));
    private TestAdmin admin;
    private Map<String, String> environment = Map.of();

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws IOException {
        admin = TestAdmin.open(control);
        environment = Map.of("DIMMER_ADMIN", admin.url());
    }

    @AfterEach
    void stop() throws IOException {
        admin.close();
    }

    private Typed type(String line) {
        return Typed.line(environment, line);
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void statusIsATableUnderAHeadline() {
        Typed.words(environment, "drain", "canary", "--why", "login is broken");

        Typed typed = type("status");

        assertThat(typed.code()).isZero();
        assertThat(typed.outLines())
                .containsExactly(
                        "shop       stable blue · no rollout · canary was drained 3 min ago by a person: login is broken",
                        "  version  state  weight   share  users  req/s  errors  p50   p99   running",
                        "  blue     ready  50      52.6 %  2 500    210  0.00 %  4 ms  9 ms  3",
                        "  green    ready  45      47.4 %  2 250    190  0.00 %  4 ms  9 ms  3",
                        "  canary   drain   5       0.0 %    250     21  0.00 %  4 ms  9 ms  3        held: client_errors ·"
                                + " 1 stream is left ·"
                                + " differs from the file (ready)");
    }

    @Test
    void aNamedServiceShowsWhatTheGuardThinks() {
        assertThat(type("status shop").outLines())
                .contains(
                        "  guard of canary: inconclusive, 31 % of the drain line, trial 2",
                        "    canary answers 404 more often than blue",
                        "    client_errors: 120 % of the drain line; 12 of 15, blue 0 of 240",
                        "    evidence is divided by 2: stable, compared with itself, looked bad too often");
    }

    @Test
    void theKillSwitchIsInTheHeadline() {
        type("kill-switch on");

        assertThat(type("status").outLines().get(0)).contains("KILL SWITCH ON: everyone gets blue");
    }

    @Test
    void whatIsNotKnownIsADash() throws IOException {
        try (TestAdmin idle = TestAdmin.open(new MemoryControl(List.of(Shops.reports())))) {
            assertThat(type("status --admin " + idle.url()).outLines())
                    .containsExactly(
                            "reports    stable blue · no rollout",
                            "  version  state  weight    share  users  req/s  errors  p50  p99  running",
                            "  blue     ready  1       100.0 %      0      0  –       –    –    3");
        }
    }

    @Test
    void jsonIsTheShapeOfTheApi() {
        assertThat(json(type("status --json").out()).get(0).get("name").asText())
                .isEqualTo("shop");
        assertThat(json(type("status shop --json").out())
                        .at("/versions/canary/weight")
                        .asInt())
                .isEqualTo(5);
    }

    @Test
    void watchLooksAgain() {
        Typed typed = Typed.words(environment, 2, "status", "--watch");

        assertThat(typed.out().split("no rollout", -1)).hasSize(4);
    }

    @Test
    void watchGivesUpAtOnceWhenNobodyAnswersAtFirst() {
        Typed typed = Typed.words(Map.of("DIMMER_ADMIN", "127.0.0.1:1"), 2, "status", "--watch");

        assertThat(typed.code()).isEqualTo(3);
        assertThat(typed.err().lines()).hasSize(1);
    }

    @Test
    void configIsYamlAndItsDifferencesToo() {
        assertThat(type("config").out()).isEqualTo("services:\n  shop:\n    stable: blue\n");
        assertThat(type("config --diff").out()).isEqualTo("# nothing differs from the file\n");
        type("drain canary");
        assertThat(type("config --diff").out()).startsWith("services.shop.versions.canary.state: drain  # file: ready");
        assertThat(json(type("config --diff --json").out()).get(0).get("key").asText())
                .isEqualTo("versions.canary.state");
        assertThat(type("config --json").code()).isEqualTo(2);
    }

    @Test
    void explainAsksTheProxyWhichKnowsDrains() {
        Typed first = type("explain --user 42");
        assertThat(first.code()).isZero();
        assertThat(first.outLines().get(0))
                .matches("(blue|green|canary) of shop \\(hash\\), which has .* % of the users");
        String version = first.out().split(" ", 2)[0];

        type("drain " + version + " --yes");

        assertThat(type("explain --user 42").out()).contains("(drained)").doesNotStartWith(version);
        assertThat(json(type("explain --user 42 --json").out()).get("reason").asText())
                .isEqualTo("drained");
    }

    @Test
    void explainTakesHeadersHostPathAndClient() {
        Typed forced = Typed.words(
                environment,
                "explain",
                "shop",
                "-H",
                "X-Dimmer-Version: canary",
                "-H",
                "Accept: */*",
                "--path",
                "/a?b=c&d",
                "--host",
                "shop.example",
                "--method",
                "POST",
                "--client",
                "127.0.0.1");

        assertThat(forced.out()).startsWith("canary of shop (forced)");
        assertThat(type("explain --client 192.0.2.1").out()).startsWith("no one version of shop (random)");
    }

    @Test
    void theFileAloneGivesTheSameAnswerInTheSameShape() throws IOException {
        Path file = Files.writeString(folder.resolve("dimmer.yaml"), FILE);

        for (String question : List.of("--user 42", "--user 7 --path /x", "shop --user 8", "--client 192.0.2.1")) {
            JsonNode asked = json(type("explain --json " + question).out());
            ObjectNode read = (ObjectNode) json(
                    type("explain --json " + question + " --config " + file).out());
            assertThat(read.remove("from").asText()).isEqualTo(file.toString());
            assertThat(read).isEqualTo(asked);
        }
        assertThat(type("explain --user 42 --config " + file).out())
                .endsWith("  (from " + file + " alone: what was changed since is not known)\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "explain -H nothing|2|-H: found nothing, expected 'Name: value'",
                "explain --client here|2|--client: found here, expected an IP address",
                "explain --client 10.0.0.0/8|2|--client: found 10.0.0.0/8, expected an IP address",
                "explain --path x|2|--path: found x, expected a path that begins with /",
                "explain shp --user 4|1|refused: service: found shp, expected shop",
                "explain --config nowhere.yaml --user 4|1|nowhere.yaml: there is no such file",
                "status a/b|2|service name: found \"a/b\", expected a name",
                "status shp|1|refused: service: found shp, expected shop"
            })
    void mistakesAreOneClearLine(String line, int code, String message) {
        Typed typed = type(line);

        assertThat(typed.code()).isEqualTo(code);
        assertThat(typed.err()).startsWith(message);
        assertThat(typed.out()).isEmpty();
    }

    @Test
    void somethingElseThanDimmerIsSaidToBe() throws IOException {
        String page = "http://127.0.0.1:" + admin.port() + "/nowhere";

        Typed typed = type("status --admin " + page);

        assertThat(typed.code()).isEqualTo(1);
        assertThat(typed.err()).startsWith("refused: /nowhere/api/v1/services: nothing is here");
    }
}
