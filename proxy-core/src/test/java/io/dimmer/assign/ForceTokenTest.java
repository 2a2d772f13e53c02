package io.dimmer.assign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dimmer.config.service.ForceKey;
import io.dimmer.config.service.ForceSpec.Allow;
import io.dimmer.config.value.ServiceName;
import io.dimmer.config.value.VersionName;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Signed orders. */
class ForceTokenTest {
    private static final Instant LATER = Request.NOW.plusSeconds(60);

    private final Fleet fleet = Fleet.of("blue", 1).and("canary", 0).force(Allow.SIGNED);

    private static String token(String service, String version, Instant expires) {
        return ForceToken.sign(new ServiceName(service), new VersionName(version), expires, Fleet.KEY);
    }

    @Test
    void aTokenOpensItsVersionFromAnywhere() {
        String token = token("shop", "canary", LATER);
        Request header = Request.from("203.0.113.7", fleet, "/", "X-Dimmer-Version: pay=x, " + token);
        assertThat(header.story()).isEqualTo("canary forced");
        assertThat(header.exchange().isForcer()).isTrue();
        assertThat(Request.from("203.0.113.7", fleet, "/", "Cookie: dimmer-version=" + token)
                        .story())
                .isEqualTo("canary forced");
        Request link = Request.from("203.0.113.7", fleet, "/?dimmer-version=" + token);
        assertThat(link.story()).isEqualTo("REDIRECT");
        assertThat(link.assigner().redirect(link.exchange()).setCookie()).startsWith("dimmer-version=" + token + ";");
    }

    @Test
    void withoutATokenNobodyMayNotEvenFromLoopback() {
        Request request = Request.of(fleet, "/", "X-User-Id: 1", "X-Dimmer-Version: canary", "X-Dimmer-Run: 1");
        assertThat(request.story()).isEqualTo("blue hash");
        assertThat(request.refusals()).isEqualTo(1);
        assertThat(request.exchange().isForcer()).isFalse();
        assertThat(request.exchange().isRun()).isFalse();
    }

    @Test
    void anExpiredTokenIsAStrangersAndItsCookieIsTakenAway() {
        String expired = token("shop", "canary", Request.NOW);
        Request header = Request.of(fleet, "/", "X-User-Id: 1", "X-Dimmer-Version: " + expired);
        assertThat(header.story()).isEqualTo("blue hash");
        assertThat(header.refusals()).isEqualTo(1);
        Request cookie = Request.of(fleet, "/", "X-User-Id: 1", "Cookie: dimmer-version=" + expired);
        assertThat(cookie.story()).isEqualTo("blue hash");
        assertThat(cookie.exchange().isForceCookieStale()).isTrue();
        assertThat(cookie.exchange().isForcer()).isFalse();
    }

    @Test
    void aTokenForAnUnknownVersionIsRefusedInTheHeaderAndClearedInTheCookie() {
        String token = token("shop", "gone", LATER);
        assertThat(Request.of(fleet, "/", "X-Dimmer-Version: " + token).story()).isEqualTo("UNKNOWN_VERSION");
        Request cookie = Request.of(fleet, "/", "X-User-Id: 1", "Cookie: dimmer-version=" + token);
        assertThat(cookie.story()).isEqualTo("blue hash");
        assertThat(cookie.exchange().isForceCookieStale()).isTrue();
    }

    @Test
    void aTokenForAnotherServiceSaysNothing() {
        Request request = Request.of(fleet, "/", "X-User-Id: 1", "X-Dimmer-Version: " + token("pay", "canary", LATER));
        assertThat(request.story()).isEqualTo("blue hash");
        assertThat(request.refusals()).isZero();
    }

    @Test
    void noChangedCharacterIsBelieved() {
        String token = token("shop", "canary", LATER);
        for (int i = "shop=".length(); i < token.length(); i++) {
            char changed = token.charAt(i) == 'A' ? 'B' : 'A';
            String forged = token.substring(0, i) + changed + token.substring(i + 1);
            Request request = Request.of(fleet, "/", "X-User-Id: 1", "X-Dimmer-Version: " + forged);
            // The last character of 43 carries four bits that mean something and two that do not.
            assertThat(request.story()).as(forged).isEqualTo("blue hash");
        }
        for (int length = 0; length < token.length(); length++) {
            String cut = "shop=" + token.substring(0, length);
            assertThat(Request.of(fleet, "/", "X-User-Id: 1", "X-Dimmer-Version: " + cut)
                            .story())
                    .isEqualTo("blue hash");
        }
    }

    @Test
    void aTokenOfAnotherKeyIsWorthless() {
        ForceKey other = new ForceKey("k1", "b3RoZXItb3RoZXItb3RoZXI=");
        String token = ForceToken.sign(new ServiceName("shop"), new VersionName("canary"), LATER, other);
        assertThat(Request.of(fleet, "/", "X-User-Id: 1", "X-Dimmer-Version: " + token)
                        .story())
                .isEqualTo("blue hash");
    }

    @Test
    void keyIdsFitIntoACookie() {
        ForceKey odd = new ForceKey("k,1", "c2VjcmV0LXNlY3JldC1zZWNyZXQ=");
        assertThatThrownBy(() -> ForceToken.sign(new ServiceName("shop"), new VersionName("canary"), LATER, odd))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("k,1");
    }
}
