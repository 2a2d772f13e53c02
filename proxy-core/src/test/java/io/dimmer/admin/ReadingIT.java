package io.dimmer.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dimmer.control.VersionSnapshot;
import io.dimmer.judge.Sentence;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What admin shows. */
class ReadingIT {
    private final MemoryControl control = new MemoryControl(List.of(Shops.shop(), Shops.reports()))
            .measured("canary", 240, 198, 0.91)
            .judged(
                    "canary",
                    new VersionSnapshot.Guard(
                            "fail",
                            "canary failed 14 of 15 requests while blue failed 0 of 240",
                            1.08,
                            List.of(new VersionSnapshot.Finding("errors", 1.08, new Sentence(() -> "14 of 15"))),
                            3,
                            Optional.of("no_traffic"),
                            new VersionSnapshot.Calibration(12, 1, 1)));
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
    void showsAServiceInTheShapeOfTheContract() throws IOException {
        admin.change("PUT", "/api/v1/services/shop/versions/canary/state", "{\"state\": \"drain\", \"why\": \"w\"}");

        RawAnswer answer = admin.get("/api/v1/services/shop");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).contains("application/json");
        JsonNode shop = answer.json();
        assertThat(answer.header("ETag")).contains("\"" + shop.get("revision").asLong() + "\"");
        assertThat(shop.fieldNames())
                .toIterable()
                .containsExactly("name", "revision", "stable", "killSwitch", "rollout", "versions", "differsFromFile");
        assertThat(shop.get("rollout").isNull()).isTrue();
        assertThat(shop.get("versions").fieldNames()).toIterable().containsExactly("blue", "green", "canary");
        assertThat(shop.at("/versions/canary"))
                .hasToString(
                        "{\"state\":\"drain\",\"since\":\"2026-11-20T12:00:00Z\",\"cause\":\"person\",\"why\":\"w\","
                                + "\"weight\":5,\"share\":{\"configured\":0.05,\"effective\":0.0,\"observed\":0.0},"
                                + "\"inFlight\":3,\"streams\":1,\"sessions\":0,\"build\":\"1.42.0\","
                                + "\"last60s\":{\"requests\":240,\"users\":198,\"errorRatio\":0.91,\"clientErrorRatio\":0.0,"
                                + "\"p50\":0.004,\"p99\":0.009},"
                                + "\"guard\":{\"verdict\":\"fail\","
                                + "\"sentence\":\"canary failed 14 of 15 requests while blue failed 0 of 240\","
                                + "\"evidence\":1.08,\"findings\":[{\"check\":\"errors\",\"evidence\":1.08,"
                                + "\"sentence\":\"14 of 15\"}],\"trial\":3,\"hold\":\"no_traffic\","
                                + "\"calibration\":{\"runs\":12,\"cried\":1,\"divisor\":1}}}");
        assertThat(shop.get("differsFromFile"))
                .hasToString("[{\"key\":\"versions.canary.state\",\"file\":\"ready\",\"now\":\"drain\","
                        + "\"by\":\"local\",\"at\":\"2026-11-20T12:00:00Z\"}]");
    }

    @Test
    void showsWhatIsNotKnownAsNull() throws IOException {
        JsonNode blue = admin.get("/api/v1/services/shop").json().at("/versions/blue");

        assertThat(blue.at("/last60s/p99").isNull()).isTrue();
        assertThat(blue.get("guard").isNull()).isTrue();
        assertThat(blue.get("why").isNull()).isTrue();
    }

    @Test
    void showsAllServicesInTheOrderOfTheFile() throws IOException {
        JsonNode all = admin.get("/api/v1/services").json();

        assertThat(all.findValuesAsText("name")).containsExactly("shop", "reports");
    }

    @Test
    void namesTheNearestServiceForAnUnknownOne() throws IOException {
        RawAnswer answer = admin.get("/api/v1/services/shp");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).contains("application/problem+json");
        assertThat(answer.json().get("type").asText()).isEqualTo("urn:dimmer:problem:not_found");
        assertThat(answer.json().get("detail").asText())
                .isEqualTo("service: found shp, expected one of shop, reports; did you mean shop?");
    }

    @Test
    void refusesQueryParametersThatMeanNothing() throws IOException {
        RawAnswer answer = admin.get("/api/v1/config?dif");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("detail").asText()).isEqualTo("query: dif: unknown key, did you mean diff?");
    }

    @Test
    void showsTheConfigurationInForceAndWhatDiffers() throws IOException {
        admin.change("PUT", "/api/v1/services/shop/versions/canary/state", "{\"state\": \"drain\"}");

        assertThat(admin.get("/api/v1/config").header("Content-Type")).contains("application/yaml");
        assertThat(admin.get("/api/v1/config").body()).startsWith("services:\n");
        assertThat(admin.get("/api/v1/config?diff").body())
                .isEqualTo("services.shop.versions.canary.state: drain"
                        + "  # file: ready; by local at 2026-11-20T12:00:00Z\n");
        admin.change("PUT", "/api/v1/services/shop/versions/canary/state", "{\"state\": \"ready\"}");
        assertThat(admin.get("/api/v1/config?diff=true").body()).isEqualTo("# nothing differs from the file\n");
    }

    @Test
    void answersUnknownPathsAndWrongMethods() throws IOException {
        assertThat(admin.get("/api/v1/nothing").status()).isEqualTo(404);
        assertThat(admin.get("/api/v1/services/shop/weights").status()).isEqualTo(405);
        RawAnswer wrong = admin.change("POST", "/api/v1/services/shop", "{}");
        assertThat(wrong.status()).isEqualTo(405);
        assertThat(wrong.header("Allow")).contains("GET, HEAD");
        assertThat(admin.change("PUT", "/api/v1/services/shop/kill-switch/x", "{}")
                        .status())
                .isEqualTo(404);
        assertThat(admin.change("POST", "/api/v1/services/shop/kill-switch", "{}")
                        .header("Allow"))
                .contains("PUT, DELETE");
    }

    @Test
    void headAnswersWithoutABody() throws IOException {
        RawAnswer head = RawAnswer.to(admin.port(), "HEAD /ready HTTP/1.1\r\nHost: localhost\r\n\r\n");

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
    }

    @Test
    void servesAPageThatMayLoadNothingFromElsewhere() throws IOException {
        RawAnswer page = admin.get("/");

        assertThat(page.header("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(page.header("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'")
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(page.body())
                .doesNotContain("http://")
                .doesNotContain("https://")
                .doesNotContain("style=");
        for (String file : List.of("/page.js", "/page.css")) {
            assertThat(page.body()).contains(file.substring(1));
            assertThat(admin.get(file).status()).isEqualTo(200);
            assertThat(admin.get(file).header("X-Content-Type-Options")).contains("nosniff");
        }
    }

    @Test
    void probesShowReadinessLifeAndMetricsAndNothingElse() throws IOException {
        int port = admin.probesPort();
        String fields = " HTTP/1.1\r\nHost: pod.example:9902\r\n\r\n";

        assertThat(RawAnswer.to(port, "GET /ready" + fields).status()).isEqualTo(200);
        assertThat(RawAnswer.to(port, "GET /live" + fields).body()).isEqualTo("live\n");
        assertThat(RawAnswer.to(port, "GET /metrics" + fields).body()).startsWith("# TYPE dimmer_");
        assertThat(RawAnswer.to(port, "GET /api/v1/services" + fields).status()).isEqualTo(404);
        assertThat(RawAnswer.to(port, "GET /" + fields).status()).isEqualTo(404);
        assertThat(RawAnswer.to(port, "PUT /ready" + fields).status()).isEqualTo(405);

        control.ready(false);
        assertThat(RawAnswer.to(port, "GET /ready" + fields).status()).isEqualTo(503);
        assertThat(RawAnswer.to(port, "GET /live" + fields).status()).isEqualTo(200);
        assertThat(admin.get("/ready").status()).isEqualTo(503);
    }
}
