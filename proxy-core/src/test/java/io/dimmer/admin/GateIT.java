package io.dimmer.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.dimmer.config.edge.AdminSpec;
import io.dimmer.config.value.Address;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A web page in the operator's browser is not the operator; each refusal has the same call that passes beside it. */
class GateIT {
    private static final String STATE = "/api/v1/services/shop/versions/canary/state";
    private static final String DRAIN = "{\"state\": \"drain\"}";

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

    private void nothingChanged() throws IOException {
        assertThat(control.authors()).isEmpty();
        assertThat(admin.get("/api/v1/services/shop")
                        .json()
                        .at("/versions/canary/state")
                        .asText())
                .isEqualTo("ready");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "null",
                "http://localhost.evil.example",
                "http://127.0.0.1:1",
                "http://127.0.0.1",
                "file://",
                "not an origin"
            })
    void aPageOfAnotherOriginCannotDrain(String origin) throws IOException {
        RawAnswer answer = admin.change("PUT", STATE, DRAIN, "Origin: " + origin);

        assertThat(answer.status()).isEqualTo(403);
        nothingChanged();
    }

    @Test
    void aPageOfAnotherOriginCannotReadEither() throws IOException {
        RawAnswer answer = admin.get("/api/v1/services", "Origin: https://evil.example");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void thePageOfThisServerCan() throws IOException {
        RawAnswer answer = admin.change("PUT", STATE, DRAIN, "Origin: http://127.0.0.1:" + admin.port());

        assertThat(answer.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:9901",
                "127.0.0.1.evil.example",
                "localhost.evil.example",
                "0.0.0.0:9901",
                "10.0.0.1",
                "[::2]:9901",
                "[::1",
                "127.0.0.1:99999",
                "127.0.0.1 evil.example",
                ""
            })
    void aNameThatWasReboundToLoopbackIsNotAnswered(String host) throws IOException {
        assertThat(admin.get("/api/v1/services", "Host: " + host).status()).isIn(400, 403);
        assertThat(admin.change("PUT", STATE, DRAIN, "Host: " + host).status()).isIn(400, 403);
        nothingChanged();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:9901", "127.0.0.1", "127.1.2.3:80", "[::1]", "[::1]:9901"})
    void everyNameOfThisMachineIs(String host) throws IOException {
        assertThat(admin.change("PUT", STATE, DRAIN, "Host: " + host).status()).isEqualTo(200);
    }

    @Test
    void oneHostAndAPathAreExpected() throws IOException {
        String twice = "GET /api/v1/services HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n";
        String absolute = "GET http://evil.example/api/v1/services HTTP/1.1\r\nHost: localhost\r\n\r\n";
        String none = "GET /api/v1/services HTTP/1.1\r\n\r\n";

        for (String request : List.of(twice, absolute, none)) {
            RawAnswer answer = RawAnswer.to(admin.port(), request);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.json().get("type").asText()).isEqualTo("urn:dimmer:problem:invalid");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type: text/plain",
                "Content-Type: text/plain; application/json",
                "Content-Type: application/x-www-form-urlencoded",
                "Content-Type: multipart/form-data; boundary=x",
                "Content-Type: application/jsonp",
                "Content-Type:"
            })
    void whatAFormCanSendChangesNothing(String contentType) throws IOException {
        RawAnswer answer = admin.change("PUT", STATE, DRAIN, contentType);

        assertThat(answer.status()).isEqualTo(415);
        nothingChanged();
    }

    @Test
    void jsonInAnySpellingDoes() throws IOException {
        assertThat(admin.change("PUT", STATE, DRAIN, "Content-Type: Application/JSON; charset=utf-8")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void askingBeforehandIsRefused() throws IOException {
        RawAnswer preflight = admin.change(
                "OPTIONS", STATE, "", "Origin: https://evil.example", "Access-Control-Request-Method: PUT");

        assertThat(preflight.status()).isEqualTo(403);
        assertThat(preflight.all()).doesNotContainIgnoringCase("access-control-allow");
    }

    @Test
    void withoutTokensItListensOnLoopbackOnly() {

        Assertions.assertThatThrownBy(() -> {
                    AdminSpec spec = new AdminSpec(new Address("0.0.0.0", 0), Optional.empty());
                    open(spec);
                })
                .hasMessageStartingWith("admin.address: found 0.0.0.0:0, expected a loopback address, or admin.tokens");
    }

    @Test
    void aPortThatIsTakenIsNamedInOneLine() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            AdminSpec spec = new AdminSpec(new Address("127.0.0.1", taken.getLocalPort()), Optional.empty());

            Assertions.assertThatThrownBy(() -> open(spec))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("admin.address 127.0.0.1:" + taken.getLocalPort())
                    .hasMessageContaining("in use");
        }
    }

    private void open(AdminSpec spec) throws IOException {
        try (AdminServer server =
                AdminServer.of(new AdminSources(control, control, () -> "", TestAdmin.noRuns(), control))) {
            server.prepare(new AdminSettings(spec, Optional.empty(), List.of())).take();
        }
    }
}
