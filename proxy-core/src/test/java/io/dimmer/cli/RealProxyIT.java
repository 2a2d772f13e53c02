package io.dimmer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dimmer.server.RunningProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
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
