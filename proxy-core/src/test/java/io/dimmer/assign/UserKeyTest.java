package io.dimmer.assign;

import static org.assertj.core.api.Assertions.assertThat;

import io.dimmer.assign.hash.Xxh64;
import io.dimmer.config.service.KeySource;
import io.dimmer.exchange.Exchange;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which key a request has. */
class UserKeyTest {
    private static final KeySource HEADER = new KeySource(KeySource.Kind.HEADER, "X-User-Id");
    private static final KeySource COOKIE = new KeySource(KeySource.Kind.COOKIE, "uid");

    private final Fleet fleet =
            Fleet.of("blue", 50).and("canary", 50).sticky("spring-2026", HEADER, COOKIE, KeySource.CLIENT_ADDRESS);

    @Test
    void theFirstSourceThatTheRequestHasDecides() {
        assertKey(Request.of(fleet, "/", "Cookie: uid=7", "x-user-id: 42"), "header X-User-Id", "42");
        assertKey(Request.of(fleet, "/", "Cookie: a=b; uid=7"), "cookie uid", "7");
        assertKey(Request.from("203.0.113.7", fleet, "/"), "clientAddress", "203.0.113.7");
    }

    @Test
    void theSameIdInAHeaderAndInACookieIsTheSameUser() {
        assertThat(Request.of(fleet, "/", "X-User-Id: 42").exchange().keyHash())
                .isEqualTo(
                        Request.of(fleet, "/", "Cookie: uid=\"42\"").exchange().keyHash());
    }

    @Test
    void emptyAndVeryLongValuesAreNoKey() {
        assertKey(Request.of(fleet, "/", "X-User-Id:", "Cookie: uid=7"), "cookie uid", "7");
        assertKey(Request.of(fleet, "/", "X-User-Id:", "Cookie: uid="), "clientAddress", "127.0.0.1");
        String longest = "x".repeat(1_024);
        assertKey(Request.of(fleet, "/", "X-User-Id: " + longest, "Cookie: uid=7"), "header X-User-Id", longest);
        assertKey(Request.of(fleet, "/", "X-User-Id: " + longest + "x", "Cookie: uid=7"), "cookie uid", "7");
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, 0.0.0.0",
        "255.255.255.255, 255.255.255.255",
        "10.100.9.99, 10.100.9.99",
        "::ffff:192.0.2.1, 192.0.2.1",
        "2001:db8:1:2::1, 2001:db8:1:2::/64",
        "2001:db8:1:2:ffff:ffff:ffff:ffff, 2001:db8:1:2::/64",
        "2001:db8::1, 2001:db8::/64",
        "2001:db8:0:1::1, 2001:db8:0:1::/64",
        "0:0:0:1::1, 0:0:0:1::/64",
        "::1, ::/64",
        "abcd:ef01:0:f0:1:2:3:4, abcd:ef01:0:f0::/64",
        "ffff:ffff:ffff:ffff:1:2:3:4, ffff:ffff:ffff:ffff::/64",
    })
    void addressesAreWrittenInOneForm(String address, String key) {
        assertKey(Request.from(address, fleet, "/"), "clientAddress", key);
    }

    @Test
    void whoHasNoKeyIsDealtAtRandom() {
        Fleet headersOnly = Fleet.of("blue", 50).and("canary", 50).sticky("seed", HEADER);
        int canary = 0;
        for (int i = 0; i < 400; i++) {
            Request request = Request.of(headersOnly, "/");
            assertThat(request.story()).isIn("blue random", "canary random");
            assertThat(request.exchange().keySource()).isEqualTo(Exchange.NONE);
            assertThat(request.assigner().keyLabel(Exchange.NONE)).isEqualTo("none");
            canary += request.story().startsWith("canary") ? 1 : 0;
        }
        assertThat(canary).isBetween(140, 260);
    }

    private static void assertKey(Request request, String label, String value) {
        assertThat(request.assigner().keyLabel(request.exchange().keySource())).isEqualTo(label);
        long seed = Xxh64.hash("spring-2026".getBytes(StandardCharsets.UTF_8), 0);
        assertThat(request.exchange().keyHash()).isEqualTo(Xxh64.hash(value.getBytes(StandardCharsets.UTF_8), seed));
    }
}
