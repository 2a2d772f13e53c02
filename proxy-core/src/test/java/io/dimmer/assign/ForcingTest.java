package io.dimmer.assign;

import static org.assertj.core.api.Assertions.assertThat;

import io.dimmer.config.service.ForceSpec.Allow;
import io.dimmer.exchange.TestHead;
import io.dimmer.exchange.VersionState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may name a version, and what comes of it. */
class ForcingTest {
    private final Fleet fleet = Fleet.of("blue", 1).and("canary", 0).force(Allow.NETWORKS);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "canary | canary forced",
                "shop=canary | canary forced",
                "shop=canary, pay=green | canary forced",
                "pay=green, shop=canary | canary forced",
                "pay=green,,canary | canary forced",
                "pay=green | blue hash",
                "'' | blue hash",
                "Canary | UNKNOWN_VERSION",
                "shop=green | UNKNOWN_VERSION",
                "shop= | UNKNOWN_VERSION",
                "shopping=green | blue hash",
            })
    void theHeaderNamesAVersionWithOrWithoutItsService(String header, String story) {
        Request request = Request.of(fleet, "/", "X-User-Id: 1", "X-Dimmer-Version: " + header);
        assertThat(request.story()).isEqualTo(story);
        assertThat(request.refusals()).isZero();
        assertThat(request.exchange().isForcer()).isTrue();
    }

    @Test
    void severalHeaderFieldsAreOneList() {
        assertThat(Request.of(fleet, "/", "X-Dimmer-Version: pay=green", "x-dimmer-version: shop=canary")
                        .story())
                .isEqualTo("canary forced");
    }

    @Test
    void theCookieNamesAVersionAndIsClearedWhenItNamesNone() {
        assertThat(Request.of(fleet, "/", "Cookie: dimmer-version=canary").story())
                .isEqualTo("canary forced");
        Request stale = Request.of(fleet, "/", "X-User-Id: 1", "Cookie: dimmer-version=green");
        assertThat(stale.story()).isEqualTo("blue hash");
        assertThat(stale.exchange().isForceCookieStale()).isTrue();
        assertThat(stale.refusals()).isZero();
        assertThat(stale.assigner().clearCookie())
                .isEqualTo("dimmer-version=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
        Request other = Request.of(fleet, "/", "Cookie: dimmer-version=pay=green");
        assertThat(other.exchange().isForceCookieStale()).isFalse();
    }

    @Test
    void theHeaderIsHeardBeforeTheCookie() {
        assertThat(Request.of(fleet, "/", "Cookie: dimmer-version=canary", "X-Dimmer-Version: blue")
                        .story())
                .isEqualTo("blue forced");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"X-Dimmer-Version: canary", "X-Dimmer-Version: nonsense", "Cookie: dimmer-version=nonsense"})
    void strangersAreIgnoredAndCountedWhateverTheyName(String field) {
        Request request = Request.from("203.0.113.7", fleet, "/", "X-User-Id: 1", field);
        assertThat(request.story()).isEqualTo("blue hash");
        assertThat(request.refusals()).isEqualTo(1);
        assertThat(request.exchange().isForcer()).isFalse();
        assertThat(request.exchange().isForceCookieStale()).isFalse();
    }

    @Test
    void whoSendsForwardingHeadersUntrustedIsAStranger() {
        Request request =
                Request.from("127.0.0.1", true, fleet, TestHead.of("/", "X-User-Id: 1", "X-Dimmer-Version: canary"));
        assertThat(request.story()).isEqualTo("blue hash");
        assertThat(request.refusals()).isEqualTo(1);
    }

    @Test
    void anyoneMayWhereAnyoneIsAllowed() {
        Fleet open = Fleet.of("blue", 1).and("canary", 0).force(Allow.ANYONE);
        assertThat(Request.from("203.0.113.7", true, open, TestHead.of("/", "X-Dimmer-Version: canary"))
                        .story())
                .isEqualTo("canary forced");
    }

    @Test
    void nobodyMayWhereNobodyIsAllowed() {
        Fleet closed = Fleet.of("blue", 1).and("canary", 0).force(Allow.NOBODY);
        Request request = Request.of(closed, "/", "X-User-Id: 1", "X-Dimmer-Version: canary");
        assertThat(request.story()).isEqualTo("blue hash");
        assertThat(request.refusals()).isEqualTo(1);
    }

    @Test
    void aDrainingVersionCanBeForcedAndOneInMaintCannot() {
        fleet.state("canary", VersionState.DRAIN);
        assertThat(Request.of(fleet, "/", "X-Dimmer-Version: canary").story()).isEqualTo("canary forced");
        fleet.state("canary", VersionState.MAINT);
        assertThat(Request.of(fleet, "/", "X-Dimmer-Version: canary").story()).isEqualTo("NO_VERSION forced");
    }

    @Test
    void forcedRequestsPassTheKillSwitch() {
        assertThat(Request.of(fleet.killed(), "/", "X-Dimmer-Version: canary").story())
                .isEqualTo("canary forced");
    }

    @Test
    void aLoadTestIsBelievedFromThoseWhoMayForceAlone() {
        assertThat(Request.of(fleet, "/", "X-Dimmer-Run: 7").exchange().isRun()).isTrue();
        assertThat(Request.of(fleet, "/").exchange().isRun()).isFalse();
        assertThat(Request.from("203.0.113.7", fleet, "/", "X-Dimmer-Run: 7")
                        .exchange()
                        .isRun())
                .isFalse();
    }

    @Test
    void aLinkSetsTheCookieAndRedirects() {
        Request request = Request.of(fleet, "/a%20b?x=1&dimmer-version=canary&y=2");
        assertThat(request.story()).isEqualTo("REDIRECT");
        ForceRedirect redirect = request.assigner().redirect(request.exchange());
        assertThat(redirect.location()).isEqualTo("/a%20b?x=1&y=2");
        assertThat(redirect.setCookie()).isEqualTo("dimmer-version=shop=canary; Path=/; HttpOnly; SameSite=Lax");
    }

    @Test
    void aLinkBeatsTheCookieThatAnEarlierLinkSet() {
        assertThat(Request.of(fleet, "/?dimmer-version=canary", "Cookie: dimmer-version=shop=blue")
                        .story())
                .isEqualTo("REDIRECT");
    }

    @Test
    void aLinkThatNamesNoVersionIsRefusedAndAStrangersIsIgnored() {
        assertThat(Request.of(fleet, "/?dimmer-version=green").story()).isEqualTo("UNKNOWN_VERSION");
        Request stranger = Request.from("203.0.113.7", fleet, "/?dimmer-version=canary", "X-User-Id: 1");
        assertThat(stranger.story()).isEqualTo("blue hash");
        assertThat(stranger.refusals()).isEqualTo(1);
    }

    @Test
    void aLinkIsFollowedOnlyWhereARedirectLosesNothing() {
        assertThat(Request.of(fleet, "POST /?dimmer-version=canary", "X-User-Id: 1")
                        .story())
                .isEqualTo("blue hash");
        assertThat(Request.of(fleet, "HEAD /?dimmer-version=canary").story()).isEqualTo("REDIRECT");
    }

    @ParameterizedTest
    @CsvSource({"//evil.example/x, /.//evil.example/x", "/\\evil.example, /./\\evil.example", "/, /"})
    void aLinkNeverLeadsToAnotherHost(String path, String location) {
        Request request = Request.of(fleet, path + "?dimmer-version=canary");
        assertThat(request.assigner().redirect(request.exchange()).location()).isEqualTo(location);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "X-Dimmer-Version: canary | shop=canary",
                "X-Dimmer-Version: shop=canary, pay=green | shop=canary, pay=green",
                "X-Dimmer-Version: pay=green | pay=green",
                "Cookie: dimmer-version=canary | shop=canary",
                "Cookie: dimmer-version=nonsense | -",
                "X-Other: 1 | -",
            })
    void theHeaderIsHandedOnQualified(String field, String expected) {
        Fleet passing = Fleet.of("blue", 1).and("canary", 0).force(Allow.NETWORKS, true);
        Request request = Request.of(passing, "/", field);
        assertThat(request.assigner().passedOn(request.exchange()).orElse(null)).isEqualTo(expected);
        Request stranger = Request.from("203.0.113.7", passing, "/", field);
        assertThat(stranger.assigner().passedOn(stranger.exchange())).isEmpty();
        Request silent = Request.of(fleet, "/", field);
        assertThat(silent.assigner().passedOn(silent.exchange())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Allow.class,
            names = {"NETWORKS", "ANYONE"})
    void whoAsksForNothingMayForceAllTheSame(Allow allow) {
        Fleet some = Fleet.of("blue", 1).and("canary", 0).force(allow);
        assertThat(Request.of(some, "/").exchange().isForcer()).isTrue();
    }
}
