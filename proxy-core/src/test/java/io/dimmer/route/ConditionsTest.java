package io.dimmer.route;

import static io.dimmer.route.Routes.any;
import static io.dimmer.route.Routes.is;
import static io.dimmer.route.Routes.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.dimmer.config.edge.ValueMatch;
import io.dimmer.exchange.TestHead;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each kind of condition holds for. */
class ConditionsTest {
    @ParameterizedTest
    @CsvSource({
        "EXACT, ios, ios, r",
        "EXACT, ios, iOS, -",
        "EXACT, ios, ios/1, -",
        "PREFIX, ios/, ios/1, r",
        "PREFIX, ios/, ios, -",
        "REGEX, i.s[0-9]+, ios17, r",
        "REGEX, i.s[0-9]+, xios17, -",
        "REGEX, i.s[0-9]+, ios17x, -",
        "REGEX, größe?, größe, r",
        "REGEX, größe?, grösse, -",
    })
    void valuesAreComparedAsTheirKindSays(ValueMatch.Kind kind, String wanted, String found, String route) {
        Routes headers = new Routes().route("r", any().header("x-client", value(kind, wanted)));
        assertThat(headers.find("/", "X-Client: " + found)).isEqualTo(route);
        Routes cookies = new Routes().route("r", any().cookie("client", value(kind, wanted)));
        assertThat(cookies.find("/", "Cookie: a=b; client=" + found)).isEqualTo(route);
        Routes queries = new Routes().route("r", any().query("client", value(kind, wanted)));
        assertThat(queries.find("/?a=b&client=" + found)).isEqualTo(route);
    }

    @Test
    void oneOfSomeValuesWillDo() {
        Routes routes = new Routes().route("r", any().header("x-account", value(ValueMatch.Kind.ANY_OF, "acme", "x")));
        assertThat(routes.find("/", "X-Account: acme")).isEqualTo("r");
        assertThat(routes.find("/", "X-Account: x")).isEqualTo("r");
        assertThat(routes.find("/", "X-Account: y")).isEqualTo("-");
        assertThat(routes.find("/")).isEqualTo("-");
    }

    @Test
    void presentAndAbsentAskForTheNameAlone() {
        Routes there = new Routes().route("r", any().query("q", value(ValueMatch.Kind.PRESENT)));
        assertThat(there.find("/?q")).isEqualTo("r");
        assertThat(there.find("/?q=")).isEqualTo("r");
        assertThat(there.find("/?Q=1")).isEqualTo("-");
        Routes gone = new Routes().route("r", any().header("x-debug", value(ValueMatch.Kind.ABSENT)));
        assertThat(gone.find("/")).isEqualTo("r");
        assertThat(gone.find("/", "x-DEBUG:")).isEqualTo("-");
    }

    @Test
    void allConditionsOfAnAlternativeMustHold() {
        Routes routes = new Routes()
                .route("r", any().header("a", is("1")).header("b", is("2")).query("q", is("3")));
        assertThat(routes.find("/?q=3", "A: 1", "B: 2")).isEqualTo("r");
        assertThat(routes.find("/?q=3", "A: 1")).isEqualTo("-");
        assertThat(routes.find("/", "A: 1", "B: 2")).isEqualTo("-");
    }

    @Test
    void methodsAreCaseSensitive() {
        Routes routes = new Routes().route("r", any().methods("GET", "HEAD"));
        assertThat(routes.find("HEAD /")).isEqualTo("r");
        assertThat(routes.find("get /")).isEqualTo("-");
        assertThat(routes.find("GETS /")).isEqualTo("-");
    }

    @Test
    void queryIsReadAsFormsWriteIt() {
        Routes routes = new Routes().route("r", any().query("full name", is("Ada & Müller 100%")));
        assertThat(routes.find("/?full+name=Ada+%26+M%C3%BCller+100%")).isEqualTo("r");
        assertThat(routes.find("/?x&&full%20name=Ada%20%26%20M%c3%bcller%20100%25"))
                .isEqualTo("r");
        assertThat(routes.find("/?full+name=Ada")).isEqualTo("-");
    }

    @Test
    void theFirstOfSeveralValuesCounts() {
        Routes routes = new Routes().route("r", any().query("q", is("1")));
        assertThat(routes.find("/?q=1&q=2")).isEqualTo("r");
        assertThat(routes.find("/?q=2&q=1")).isEqualTo("-");
    }

    @Test
    void cookiesAreFoundAsBrowsersSendThem() {
        Routes routes = new Routes().route("r", any().cookie("beta", is("1")));
        assertThat(routes.find("/", "Cookie: beta=1")).isEqualTo("r");
        assertThat(routes.find("/", "Cookie: a=b;beta=\"1\" ; c=d")).isEqualTo("r");
        assertThat(routes.find("/", "Cookie: a=b", "Cookie: beta=1")).isEqualTo("r");
        assertThat(routes.find("/", "Cookie: xbeta=1; betax=1; a=beta=1; Beta=1; beta"))
                .isEqualTo("-");
    }

    @Test
    void clientsAreFoundInTheirNetworks() throws UnknownHostException {
        Routes routes = new Routes()
                .route("r", any().client("10.9.0.0/16").client("2001:db8::/33").client("192.0.2.7"));
        assertThat(from("10.9.255.1", routes)).isEqualTo("r");
        assertThat(from("10.8.255.1", routes)).isEqualTo("-");
        assertThat(from("2001:db8:7fff::1", routes)).isEqualTo("r");
        assertThat(from("2001:db8:8000::1", routes)).isEqualTo("-");
        assertThat(from("192.0.2.7", routes)).isEqualTo("r");
        assertThat(from("192.0.2.6", routes)).isEqualTo("-");
        assertThat(from("::a09:ff01", routes))
                .as("an IPv4 address is not an IPv6 one")
                .isEqualTo("-");
    }

    @Test
    void everybodyIsInANetworkWithoutBits() throws UnknownHostException {
        Routes routes = new Routes().route("r", any().client("0.0.0.0/0"));
        assertThat(from("203.0.113.7", routes)).isEqualTo("r");
        assertThat(from("::1", routes)).isEqualTo("-");
    }

    private static String from(String client, Routes routes) throws UnknownHostException {
        return routes.find(InetAddress.getByName(client), TestHead.of("/"));
    }
}
