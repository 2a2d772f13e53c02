package io.dimmer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dimmer.server.RunningProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of a first day, against a whole proxy. */
class RealProxyIT {
    private static final String FILE = """
            listeners:
              - {name: edge, address: 127.0.0.1:0}
            admin: {address: 127.0.0.1:0}
            services:
              shop:
                stable: blue
                versions:
                  blue: {endpoints: [127.0.0.1:9001], weight: 50}
                  green: {endpoints: [127.0.0.1:9002], weight: 45}
                  canary: {endpoints: [127.0.0.1:9003], weight: 5, labels: {build: 1.42.0}}
                sticky:
                  by:
                    - header: X-User-Id
            """;

    @TempDir
    private Path folder;

    private RunningProxy proxy;
    private Map<String, String> environment = Map.of();

    @BeforeEach
    void start() throws IOException {
        proxy = RunningProxy.start(folder, FILE);
        environment = Map.of("DIMMER_ADMIN", "http://127.0.0.1:" + proxy.adminPort());
    }

    @AfterEach
    void stop() {
        proxy.close();
    }

    private Typed type(String line) {
        return Typed.line(environment, line);
    }

    private JsonNode json(String line) throws IOException {
        return new ObjectMapper().readTree(type(line).out());
    }

    @Test
    void weightsStatesAndTheKillSwitchAreInForceAndShown() {
        assertThat(type("weight canary=10% --why first").out())
                .contains("10.5556  10.0 %  5.0 % of the users move, all of them to canary");
        assertThat(type("drain canary --deadline 1s").out()).startsWith("shop/canary is drain now, was ready");
        assertThat(type("status").out())
                .contains("canary was drained")
                .contains("differs from the file (weight 5, ready)");
        assertThat(type("weight canary=100%").code()).isEqualTo(1);
        assertThat(type("ready canary").code()).isZero();
        assertThat(type("trial canary --build 1.43.0").code()).isZero();
        assertThat(type("kill-switch on").out()).contains("everyone gets blue");
        assertThat(type("weight canary=20").err()).contains("the kill switch of shop is on");
        assertThat(type("kill-switch off").code()).isZero();
        assertThat(type("drain blue").err()).startsWith("refused: blue is the stable version of shop");
        assertThat(type("maint blue --yes").code()).isZero();
    }

    @Test
    void loadTestsAreShownByThemselves() throws IOException {
        assertThat(type("status shop").out()).doesNotContain("load tests");
        assertThat(proxy.get("/", "42", "X-Dimmer-Run", "night-7").statusCode()).isEqualTo(502);
        Awaitility.await()
                .untilAsserted(() -> assertThat(type("status shop").out())
                        .contains("load tests, which judge nothing")
                        .containsPattern("night-7 .* 1 +100.00 %"));
        assertThat(json("status shop --json").at("/runs/0/run").asText()).isEqualTo("night-7");
    }

    @Test
    void theConfigurationInForceValidatesAndHoldsWhatWasChanged() throws IOException {
        type("weight canary=10%");

        Path committed = Files.writeString(
                folder.resolve("committed.yaml"), type("config").out());

        assertThat(Typed.line(Map.of(), "validate " + committed).code()).isZero();
        assertThat(Files.readString(committed)).contains("10.5556");
        assertThat(type("config --diff").out())
                .startsWith("services.shop.versions.canary.weight: 10.5556  # file: 5; by local at ");
    }

    @Test
    void reloadSaysWhatChangedAndABadFileIsToldInFullAndChangesNothing() throws IOException {
        Path file = folder.resolve("dimmer.yaml");
        Files.writeString(file, FILE.replace("weight: 5,", "weight: 10,"));
        assertThat(type("reload").outLines())
                .containsExactly(
                        "the file is in force: 1 key changed", "  services.shop.versions.canary.weight: 5 → 10");
        assertThat(type("reload").outLines()).containsExactly("the file is in force: nothing changed");
        assertThat(json("reload --json").get("successful").asBoolean()).isTrue();

        Files.writeString(file, FILE.replace("stable: blue", "stable: red").replace("shop:", "shop:\n    stikcy: 1"));

        Typed bad = type("reload");
        assertThat(bad.code()).isEqualTo(1);
        assertThat(bad.out()).isEmpty();
        assertThat(bad.err())
                .contains("services.shop.stikcy: unknown key, did you mean sticky?")
                .contains("services.shop.stable: found red")
                .endsWith("dimmer.yaml: 2 problems; the running configuration is unchanged\n");
        assertThat(type("status").outLines().get(0))
                .startsWith("the file was not taken at ")
                .contains("stikcy");
        assertThat(json("status --json").get(0).at("/versions/canary/weight").asInt())
                .isEqualTo(10);
    }

    @Test
    void reloadOfSeveralProxiesIsALineForEachAndTheWorstExitCode() throws IOException {
        Files.writeString(folder.resolve("dimmer.yaml"), FILE.replace("weight: 5,", "weight: 10,"));
        String there = environment.get("DIMMER_ADMIN");

        Typed typed = type("reload --admin " + there + " --admin http://127.0.0.1:1");

        assertThat(typed.code()).isEqualTo(3);
        assertThat(typed.out()).isEqualTo(there + "  the file is in force: 1 key changed\n");
        assertThat(typed.err()).startsWith("http://127.0.0.1:1  no proxy answers");
    }

    @Test
    void explainOfTheProxyAndOfTheFileAgreeUntilSomethingChanges() throws IOException {
        Path file = Files.writeString(folder.resolve("file.yaml"), FILE);
        for (int user = 0; user < 20; user++) {
            JsonNode asked = json("explain --json --user " + user);
            JsonNode read = json("explain --json --user " + user + " --config " + file);
            assertThat(read.get("version")).isEqualTo(asked.get("version"));
            assertThat(read.get("slot")).isEqualTo(asked.get("slot"));
        }
        String version = json("explain --json --user 7").get("version").asText();

        type("drain " + version + " --yes");

        assertThat(json("explain --json --user 7").get("reason").asText()).isEqualTo("drained");
    }
}
