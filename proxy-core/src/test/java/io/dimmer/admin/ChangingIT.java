package io.dimmer.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.dimmer.control.Author;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What admin changes. */
class ChangingIT {
    private static final String WEIGHTS = "/api/v1/services/shop/weights";
    private static final String STATE = "/api/v1/services/shop/versions/canary/state";

    private final MemoryControl control = Shops.busyShop();
    private TestAdmin admin;

    @BeforeEach
    void start() throws IOException {
        admin = TestAdmin.open(control);
    }

    @AfterEach
    void stop() throws IOException {
        admin.close();
    }

    @Test
    void takesASharePerCentAndAnswersWithTheSharesAndWhoMoved() throws IOException {
        RawAnswer answer = admin.change("PATCH", WEIGHTS, "{\"canary\": \"10%\", \"why\": \"more\"}");

        assertThat(answer.status()).isEqualTo(200);
        JsonNode json = answer.json();
        assertThat(json.at("/versions/canary/weight").asDouble()).isEqualTo(10.5556);
        assertThat(json.at("/versions/canary/share/effective").asDouble()).isCloseTo(0.1, within(1e-6));
        assertThat(json.at("/versions/blue/weight").asInt()).isEqualTo(50);
        assertThat(json.at("/change/before/canary/share/effective").asDouble()).isCloseTo(0.05, within(1e-9));
        assertThat(json.at("/change/before/canary/weight").asInt()).isEqualTo(5);
        assertThat(json.at("/change/moved").asDouble()).isCloseTo(0.05, within(1e-6));
        assertThat(answer.header("ETag")).contains("\"" + json.get("revision").asLong() + "\"");
        assertThat(control.authors()).containsExactly(new Author("local", Optional.of("more")));
    }

    @Test
    void takesRelativeWeightsAllAtOnce() throws IOException {
        JsonNode json = admin.change("PATCH", WEIGHTS, "{\"canary\": 10, \"green\": \"40\", \"blue\": 50.0}")
                .json();

        assertThat(json.at("/versions/canary/share/effective").asDouble()).isCloseTo(0.1, within(1e-9));
        assertThat(json.at("/versions/green/weight").asInt()).isEqualTo(40);
    }

    @Test
    void changesNothingWhenTheRevisionIsAnother() throws IOException {
        String tag = admin.get("/api/v1/services/shop").header("ETag").orElseThrow();
        assertThat(admin.change("PATCH", WEIGHTS, "{\"canary\": 6}", "If-Match: " + tag)
                        .status())
                .isEqualTo(200);

        RawAnswer second = admin.change("PATCH", WEIGHTS, "{\"canary\": 7}", "If-Match: " + tag);

        assertThat(second.status()).isEqualTo(412);
        assertThat(admin.get("/api/v1/services/shop")
                        .json()
                        .at("/versions/canary/weight")
                        .asInt())
                .isEqualTo(6);
        assertThat(admin.change("PATCH", WEIGHTS, "{\"canary\": 7}", "If-Match: *")
                        .status())
                .isEqualTo(200);
        assertThat(admin.change("PATCH", WEIGHTS, "{\"canary\": 8}", "If-Match: W/x")
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"canry\": 5}|body: canry: unknown key, did you mean canary?",
                "{\"canary\": -5}|canary: found -5, expected a whole number 0 to 10000",
                "{\"canary\": 1e400}|canary",
                "{\"canary\": [5]}|canary: found [5], expected a weight such as 10 or a share such as \"10%\"",
                "{\"canary\": true}|canary: found true",
                "{\"canary\": \"110%\"}|canary: share: found 110%, expected 0% to 100%",
                "{\"canary\": 5, \"canary\": 6}|body:1:",
                "[1]|body: found array, expected a JSON object",
                "{\"canary\": 5}}|body:1:",
                "secret|body:1:",
                "{}|body: found no version, expected a weight or a share for one of blue, green, canary",
                "{\"canary\": 5, \"yes\": 1}|yes: found 1, expected true or false"
            })
    void saysWhatIsWrongWithABody(String body, String detail) throws IOException {
        RawAnswer answer = admin.change("PATCH", WEIGHTS, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("detail").asText()).startsWith(detail).doesNotContain("secret");
        assertThat(control.authors()).isEmpty();
    }

    @Test
    void readsNoMoreThanABoundedBody() throws IOException {
        RawAnswer answer = admin.change("PATCH", WEIGHTS, "{\"canary\": \"" + "9".repeat(100_000) + "\"}");

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.json().get("detail").asText()).isEqualTo("body: expected at most 65536 bytes");
    }

    @Test
    void wantsAYesForWhatTakesStablesUsersAway() throws IOException {
        String stable = "/api/v1/services/shop/versions/blue/state";

        RawAnswer asked = admin.change("PUT", stable, "{\"state\": \"drain\"}");
        assertThat(asked.status()).isEqualTo(409);
        assertThat(asked.json().get("type").asText()).isEqualTo("urn:dimmer:problem:needs_yes");
        assertThat(asked.json().get("detail").asText()).contains("2500 users").contains("green");
        assertThat(asked.json().get("hint").asText()).contains("yes=true");

        assertThat(admin.change("PUT", stable, "{\"state\": \"drain\", \"yes\": true}")
                        .status())
                .isEqualTo(200);
        assertThat(admin.change("PUT", stable, "{\"state\": \"ready\"}").status())
                .isEqualTo(200);
        assertThat(admin.change("PUT", stable + "?yes=true", "{\"state\": \"maint\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void theSameStateAgainChangesNothing() throws IOException {
        JsonNode first = admin.change("PUT", STATE, "{\"state\": \"drain\", \"deadline\": \"30s\"}")
                .json();
        JsonNode second = admin.change("PUT", STATE, "{\"state\": \"drain\", \"deadline\": 30}")
                .json();

        assertThat(second.get("revision")).isEqualTo(first.get("revision"));
        assertThat(second.at("/change/moved").asDouble()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|state: found none, expected one of ready, drain, maint",
                "{\"state\": \"drian\"}|state: found drian, expected one of ready, drain, maint; did you mean drain?",
                "{\"state\": 1}|state: found 1, expected a text",
                "{\"state\": \"drain\", \"deadline\": \"soon\"}|deadline: found soon, expected a duration such as",
                "{\"state\": \"drain\", \"deadline\": \"0s\"}|deadline: found",
                "{\"state\": \"drain\", \"dedline\": \"1s\"}|body: dedline: unknown key, did you mean deadline?"
            })
    void saysWhatIsWrongWithAState(String body, String detail) throws IOException {
        RawAnswer answer = admin.change("PUT", STATE, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("detail").asText()).startsWith(detail);
    }

    @Test
    void theKillSwitchSendsEveryoneToStableAndNothingMayGoUp() throws IOException {
        String path = "/api/v1/services/shop/kill-switch";

        JsonNode on = admin.change("PUT", path, "{\"why\": \"smoke\"}").json();
        assertThat(on.get("killSwitch").asBoolean()).isTrue();
        assertThat(on.at("/versions/blue/share/effective").asDouble()).isEqualTo(1);
        assertThat(on.at("/change/moved").asDouble()).isCloseTo(0.5, within(1e-9));
        RawAnswer up = admin.change("PATCH", WEIGHTS, "{\"canary\": 50}");
        assertThat(up.status()).isEqualTo(409);
        assertThat(up.json().get("type").asText()).isEqualTo("urn:dimmer:problem:killed");

        JsonNode off = admin.change("DELETE", path, "").json();
        assertThat(off.get("killSwitch").asBoolean()).isFalse();
    }

    @Test
    void aTrialBeginsAnewWithItsBuild() throws IOException {
        String path = "/api/v1/services/shop/versions/canary/trial";

        JsonNode json = admin.change("POST", path, "{\"build\": \"1.43.0\"}").json();
        assertThat(json.at("/versions/canary/build").asText()).isEqualTo("1.43.0");
        assertThat(admin.change("POST", path, "").status()).isEqualTo(200);
        assertThat(admin.change("POST", "/api/v1/services/shop/versions/purple/trial", "{}")
                        .json()
                        .get("detail")
                        .asText())
                .isEqualTo("version of shop: found purple, expected one of blue, green, canary");
    }

    @Test
    void protectionWorksWithoutADiskAndNothingElse() throws IOException {
        control.diskFull(true);

        assertThat(admin.change("PATCH", WEIGHTS, "{\"canary\": 6}").status()).isEqualTo(503);
        assertThat(admin.change("PUT", STATE, "{\"state\": \"drain\"}").status())
                .isEqualTo(200);
    }
}
