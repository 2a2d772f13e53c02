package io.dimmer.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.dimmer.control.Author;
import io.dimmer.control.Reloaded;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With tokens, roles say who may do what. */
class TokensIT {
    private static final String SERVICE = "/api/v1/services/shop";
    private static final String STATE = SERVICE + "/versions/canary/state";

    private final MemoryControl control = Shops.busyShop();
    private TestAdmin admin;

    @BeforeEach
    void start() throws IOException {
        admin = TestAdmin.withTokens(control);
    }

    @AfterEach
    void stop() throws IOException {
        admin.close();
    }

    private static String bearer(String role) {
        return "Authorization: Bearer " + role + "-token";
    }

    private int status(String method, String path, String body, String role) throws IOException {
        return admin.change(method, path, body, bearer(role)).status();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Nothing: 1",
                "Authorization: Bearer wrong",
                "Authorization: Bearer ",
                "Authorization: Basic b3BlcmF0b3ItdG9rZW4=",
                "Authorization: operator-token"
            })
    void whoHasNoKnownTokenReadsNothing(String field) throws IOException {
        RawAnswer answer = admin.get(SERVICE, field);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).contains("Bearer realm=\"dimmer\"");
        assertThat(answer.all()).doesNotContain("wrong").doesNotContain("b3BlcmF0");
        assertThat(admin.get("/metrics", field).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "viewer,    200, 403, 403, 403, 403",
        "responder, 200, 200, 403, 200, 403",
        "operator,  200, 200, 200, 200, 200",
        "approver,  200, 403, 403, 403, 403",
        "admin,     200, 200, 200, 200, 200"
    })
    void eachRoleMayWhatTheContractSays(String role, int read, int drain, int ready, int killOn, int killOff)
            throws IOException {
        assertThat(admin.get(SERVICE, bearer(role)).status()).isEqualTo(read);
        assertThat(status("PUT", STATE, "{\"state\": \"drain\"}", role)).isEqualTo(drain);
        assertThat(status("PUT", STATE, "{\"state\": \"ready\"}", role)).isEqualTo(ready);
        assertThat(status("PUT", STATE, "{\"state\": \"maint\"}", role)).isEqualTo(ready);
        assertThat(status("PATCH", SERVICE + "/weights", "{\"canary\": 1}", role))
                .isEqualTo(ready);
        assertThat(status("POST", SERVICE + "/versions/canary/trial", "{}", role))
                .isEqualTo(ready);
        assertThat(status("PUT", SERVICE + "/kill-switch", "{}", role)).isEqualTo(killOn);
        assertThat(status("DELETE", SERVICE + "/kill-switch", "{}", role)).isEqualTo(killOff);
    }

    @Test
    void aRefusalNamesTheTokenAndTheRolesThatWouldDo() throws IOException {
        RawAnswer answer = admin.change("PUT", STATE, "{\"state\": \"ready\"}", bearer("responder"));

        assertThat(answer.json().get("detail").asText())
                .isEqualTo("token responder has the role responder, expected one of operator, admin");
        assertThat(answer.all()).doesNotContain("responder-token");
    }

    @Test
    void onlyAnAdminReadsTheFileAgainAndEverybodySeesWhatBecameOfIt() throws IOException {
        for (String role : List.of("viewer", "responder", "operator", "approver")) {
            assertThat(status("POST", "/api/v1/reload", "", role)).as(role).isEqualTo(403);
            assertThat(admin.get("/api/v1/reload", bearer(role)).status()).isEqualTo(200);
        }
        assertThat(control.authors()).isEmpty();
        assertThat(status("POST", "/api/v1/reload?why=new", "", "admin")).isEqualTo(200);
        assertThat(control.authors()).containsExactly(new Author("admin", Optional.of("new")));
        control.reloads(new Reloaded(
                MemoryControl.AT, "admin", List.of("f:1:1: bad", "f: 1 problem; unchanged"), List.of(), List.of()));
        RawAnswer refused = admin.change("POST", "/api/v1/reload", "", bearer("admin"));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().get("detail").asText()).isEqualTo("f: 1 problem; unchanged");
        assertThat(refused.json().get("problems")).hasSize(2);
    }

    @Test
    void theHolderIsTheAuthor() throws IOException {
        admin.change("PUT", STATE + "?why=because", "{\"state\": \"drain\"}", bearer("operator"));

        assertThat(control.authors()).containsExactly(new Author("operator", Optional.of("because")));
    }

    @Test
    void probesOfALoadBalancerNeedNoTokenAndNoLoopbackName() throws IOException {
        assertThat(admin.get("/ready", "Host: edge.example:9901").status()).isEqualTo(200);
        assertThat(admin.get("/live", "Host: edge.example:9901").status()).isEqualTo(200);
        assertThat(admin.get("/", "Host: edge.example:9901").status()).isEqualTo(200);
    }

    @Test
    void aPageOfAnotherOriginIsRefusedAllTheSame() throws IOException {
        RawAnswer answer = admin.change(
                "PUT", STATE, "{\"state\": \"drain\"}", bearer("operator"), "Origin: https://evil.example");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(control.authors()).isEmpty();
    }
}
