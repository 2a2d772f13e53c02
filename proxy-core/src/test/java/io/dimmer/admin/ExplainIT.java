package io.dimmer.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What admin says about a request that nobody sends. */
class ExplainIT {
    private final MemoryControl control = new MemoryControl(List.of(Shops.shop(), Shops.reports()));
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
    void saysRouteServiceVersionAndWhy() throws IOException {
        JsonNode answer = admin.get("/api/v1/explain?user=42").json();

        assertThat(answer.fieldNames())
                .toIterable()
                .containsExactly("route", "service", "version", "reason", "key", "slot", "share", "sentences");
        assertThat(answer.get("route").asText()).isEqualTo("shop");
        assertThat(answer.get("reason").asText()).isEqualTo("hash");
        assertThat(answer.get("version").asText()).isIn("blue", "green", "canary");
        assertThat(answer.get("sentences")).isNotEmpty();
    }

    @Test
    void followsWhatPeopleChanged() throws IOException {
        String version =
                admin.get("/api/v1/explain?user=42").json().get("version").asText();

        admin.change(
                "PUT", "/api/v1/services/shop/versions/" + version + "/state", "{\"state\": \"drain\", \"yes\": true}");

        JsonNode answer = admin.get("/api/v1/explain?user=42").json();
        assertThat(answer.get("reason").asText()).isEqualTo("drained");
        assertThat(answer.get("version").asText()).isNotEqualTo(version);
    }

    @Test
    void looksAtHeadersHostPathAndClient() throws IOException {
        String forced = "/api/v1/explain?header=X-Dimmer-Version:%20canary&host=shop.example&path=/a?b=c&method=POST";

        assertThat(admin.get(forced).json().get("reason").asText()).isEqualTo("forced");
        assertThat(admin.get(forced + "&client=192.0.2.7").json().get("reason").asText())
                .isNotEqualTo("forced");
        JsonNode reports = admin.get("/api/v1/explain?service=reports&user=42").json();
        assertThat(reports.get("service").asText()).isEqualTo("reports");
        assertThat(reports.get("route").isNull()).isTrue();
    }

    @Test
    void chanceNamesNoVersion() throws IOException {
        JsonNode answer = admin.get("/api/v1/explain").json();

        assertThat(answer.get("version").isNull()).isTrue();
        assertThat(answer.get("slot").isNull()).isTrue();
        assertThat(answer.get("reason").asText()).isEqualTo("random");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "?usr=42|400|query: usr: unknown key, did you mean user?",
                "?service=shp|404|service: found shp, expected one of shop, reports; did you mean shop?",
                "?service=a%20b|404|service: found a b, expected one of shop, reports",
                "?client=somewhere.example|400|client: found somewhere.example, expected an IP address",
                "?client=10.0.0.0/8|400|client: found 10.0.0.0/8, expected an IP address",
                "?header=nothing|400|header: found nothing, expected Name: value",
                "?path=x|400|path: found x, expected a path that begins with /",
                "?method=G%20T|400|method: found G T, expected a method such as GET"
            })
    void saysWhatIsWrongWithAQuestion(String query, int status, String detail) throws IOException {
        RawAnswer answer = admin.get("/api/v1/explain" + query);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().get("detail").asText()).isEqualTo(detail);
    }
}
