package io.dimmer.route;

import static io.dimmer.route.Routes.any;
import static io.dimmer.route.Routes.exact;
import static io.dimmer.route.Routes.hosts;
import static io.dimmer.route.Routes.is;
import static io.dimmer.route.Routes.prefix;
import static io.dimmer.route.Routes.regex;
import static org.assertj.core.api.Assertions.assertThat;

import io.dimmer.config.edge.MatchSpec;
import io.dimmer.config.edge.PathMatch;
import io.dimmer.config.edge.RouteSpec;
import io.dimmer.config.value.RouteName;
import io.dimmer.config.value.ServiceName;
import io.dimmer.exchange.TestHead;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which of several routes that hold is taken: the cases of the Gateway API's conformance tests, in our own words. */
class PrecedenceTest {
    @ParameterizedTest
    @CsvSource({
        "/, root",
        "/example, root",
        "/v2, v2",
        "/v2/, v2",
        "/v2/example, v2",
        "/v2example, root",
        "/foo/v2/example, root",
        "/v2/sub/x, sub",
        "/v2/subx, v2",
        "/v2/sub, exact",
        "/v2/sub/, sub",
    })
    void exactPathBeforeLongestPrefix(String path, String route) {
        Routes routes = new Routes()
                .route("root", prefix("/"))
                .route("v2", prefix("/v2"))
                .route("sub", prefix("/v2/sub"))
                .route("exact", exact("/v2/sub"));
        assertThat(routes.find(path)).isEqualTo(route);
    }

    @Test
    void prefixesGoByElementAndIgnoreASlashAtTheirEnd() {
        Routes routes = new Routes().route("reports", prefix("/reports/"));
        assertThat(routes.find("/reports")).isEqualTo("reports");
        assertThat(routes.find("/reports/")).isEqualTo("reports");
        assertThat(routes.find("/reports/x?y=/z")).isEqualTo("reports");
        assertThat(routes.find("/reportsx")).isEqualTo("-");
        assertThat(routes.find("/Reports")).isEqualTo("-");
        assertThat(routes.find("//reports")).isEqualTo("-");
        assertThat(routes.find("/%72eports")).isEqualTo("-");
    }

    @Test
    void aPrefixBeforeARegularExpressionBeforeAnyPath() {
        Routes routes = new Routes()
                .route("all", prefix("/"))
                .route("unwritten", any())
                .route("digits", regex("/api/v[0-9]+(/.*)?"))
                .route("two", prefix("/api/v2"));
        assertThat(routes.find("/api/v1/users")).isEqualTo("digits");
        assertThat(routes.find("/api/v2/users")).isEqualTo("two");
        assertThat(routes.find("/api/vx")).isEqualTo("all");
    }

    @Test
    void exactHostBeforeLongestWildcardBeforeNone() {
        Routes routes = new Routes()
                .route("anything", exact("/x"))
                .route("org", hosts("*.org"))
                .route("example", hosts("*.example.org"))
                .route("www", hosts("www.example.org"))
                .route("other", hosts("other.example"));
        assertThat(routes.find("/x", "Host: www.example.org")).isEqualTo("www");
        assertThat(routes.find("/x", "Host: a.www.example.org")).isEqualTo("example");
        assertThat(routes.find("/x", "Host: a.b.example.org")).isEqualTo("example");
        assertThat(routes.find("/x", "Host: example.org")).isEqualTo("org");
        assertThat(routes.find("/x", "Host: org")).isEqualTo("anything");
        assertThat(routes.find("/x", "Host: notexample.com")).isEqualTo("anything");
        assertThat(routes.find("/x")).isEqualTo("anything");
    }

    @Test
    void hostsAreComparedWithoutCaseAndPortAndFinalDot() {
        Routes routes = new Routes()
                .route("www", hosts("www.example.org"))
                .route("sub", hosts("*.example.net"))
                .route("six", hosts("[2001:db8::1]"));
        assertThat(routes.find("/", "Host: WWW.Example.ORG:8080")).isEqualTo("www");
        assertThat(routes.find("/", "Host: www.example.org.")).isEqualTo("www");
        assertThat(routes.find("/", "Host: A.EXAMPLE.NET.:81")).isEqualTo("sub");
        assertThat(routes.find("/", "Host: [2001:DB8::1]:8080")).isEqualTo("six");
        assertThat(routes.find("/", "Host: .example.net")).isEqualTo("-");
    }

    @Test
    void moreSpecificHostWinsOverMoreSpecificPath() {
        Routes routes = new Routes()
                .route("path", exact("/a/b"))
                .route("host", hosts("a.example").path(PathMatch.Kind.PREFIX, "/"));
        assertThat(routes.find("/a/b", "Host: a.example")).isEqualTo("host");
        assertThat(routes.find("/a/b", "Host: b.example")).isEqualTo("path");
    }

    @Test
    void whatDoesNotHoldGivesWayToTheNextSpecificOne() {
        Routes routes = new Routes()
                .route("exact", exact("/a/b").methods("PUT"))
                .route("ab", prefix("/a/b").methods("POST"))
                .route("a", prefix("/a").methods("POST", "DELETE"))
                .route("root", prefix("/"))
                .route("host", hosts("a.example").path(PathMatch.Kind.EXACT, "/only"));
        assertThat(routes.find("PUT /a/b", "Host: a.example")).isEqualTo("exact");
        assertThat(routes.find("POST /a/b", "Host: a.example")).isEqualTo("ab");
        assertThat(routes.find("DELETE /a/b", "Host: a.example")).isEqualTo("a");
        assertThat(routes.find("GET /a/b", "Host: a.example")).isEqualTo("root");
        assertThat(routes.find("GET /only", "Host: a.example")).isEqualTo("host");
    }

    @Test
    void methodThenHeadersThenQueryThenCookiesThenClients() {
        Routes routes = new Routes()
                .route("plain", prefix("/p"))
                .route("client", prefix("/p").client("127.0.0.0/8"))
                .route("cookie", prefix("/p").cookie("c", is("1")))
                .route("query", prefix("/p").query("q", is("1")))
                .route("queries", prefix("/p").query("q", is("1")).query("r", is("1")))
                .route("header", prefix("/p").header("h", is("1")))
                .route("headers", prefix("/p").header("h", is("1")).header("i", is("1")))
                .route("method", prefix("/p").methods("PUT"));
        String[] all = {"H: 1", "I: 1", "Cookie: c=1"};
        assertThat(routes.find("PUT /p?q=1&r=1", all)).isEqualTo("method");
        assertThat(routes.find("/p?q=1&r=1", all)).isEqualTo("headers");
        assertThat(routes.find("/p?q=1&r=1", "H: 1", "Cookie: c=1")).isEqualTo("header");
        assertThat(routes.find("/p?q=1&r=1", "Cookie: c=1")).isEqualTo("queries");
        assertThat(routes.find("/p?q=1", "Cookie: c=1")).isEqualTo("query");
        assertThat(routes.find("/p", "Cookie: c=1")).isEqualTo("cookie");
        assertThat(routes.find("/p")).isEqualTo("client");
    }

    @Test
    void namesDecideWhatNothingElseDoesAndTheOrderInTheFileNever() {
        assertThat(new Routes()
                        .route("b", prefix("/p"))
                        .route("a", prefix("/p"))
                        .find("/p"))
                .isEqualTo("a");
        assertThat(new Routes()
                        .route("a", prefix("/p"))
                        .route("b", prefix("/p"))
                        .find("/p"))
                .isEqualTo("a");
    }

    @Test
    void anyAlternativeOfARouteWillDo() {
        Routes routes = new Routes()
                .route("two", exact("/one"), hosts("two.example").methods("GET"))
                .route("rest", any());
        assertThat(routes.find("/one")).isEqualTo("two");
        assertThat(routes.find("/else", "Host: two.example")).isEqualTo("two");
        assertThat(routes.find("POST /else", "Host: two.example")).isEqualTo("rest");
    }

    @Test
    void theAsteriskOfOptionsMatchesRoutesForAnyPathOnly() {
        assertThat(new Routes().route("p", prefix("/p")).find("OPTIONS *")).isEqualTo("-");
        assertThat(new Routes().route("any", any()).find("OPTIONS *")).isEqualTo("any");
    }

    @Test
    void aRouteHasTheNumbersThatItWasGiven() {
        RouteSpec spec = new RouteSpec(new RouteName("r"), List.of(MatchSpec.ANY), new ServiceName("s"));
        RouteTable table = RouteTable.of(List.of(spec), name -> 17, service -> 4);
        assertThat(table.find(TestHead.of("/"), InetAddress.getLoopbackAddress()))
                .isEqualTo(new Route(17, new RouteName("r"), 4));
    }
}
