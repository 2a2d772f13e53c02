package io.dimmer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The header table of the contract, in both directions. */
@ExtendWith(NoLeaks.class)
class HeadersIT {
    private static final String ANSWER =
            "HTTP/1.1 200 OK\r\nX-Dimmer-Version: theirs\r\nX-Dimmer-Outcome: answered\r\nX-Request-Id: theirs\r\n"
                    + "Connection: X-Hop\r\nX-Hop: 1\r\nContent-Length: 2\r\n\r\nok";

    private RawUpstream upstream;

    @BeforeEach
    void start() throws IOException {
        upstream = RawUpstream.answering(ANSWER);
    }

    @AfterEach
    void stop() throws IOException {
        upstream.close();
    }

    private TestEdge edge(String serviceKeys, String more) throws IOException {
        String versions = "{blue: {endpoints: [" + upstream.endpoint() + "], weight: 1}, canary: {endpoints: ["
                + upstream.endpoint() + "], weight: 0}}";
        return TestEdge.start("services: {shop: {stable: blue, versions: " + versions + ", sticky: {by: [{header: "
                + "X-User-Id}, {clientAddress: true}]}" + serviceKeys + "}}\n" + more);
    }

    /** What the upstream got for a GET with these fields. */
    private String received(TestEdge edge, String... fields) throws IOException {
        try (RawClient client = edge.connect()) {
            client.get("/", fields).readReply();
        }
        return upstream.lastRequest();
    }

    private RawClient.Reply reply(TestEdge edge, String... fields) throws IOException {
        try (RawClient client = edge.connect()) {
            return client.get("/", fields).readReply();
        }
    }

    @Test
    void theUpstreamIsToldWhatWasDecided() throws IOException {
        try (TestEdge edge = edge("", "")) {
            assertThat(received(edge, "X-User-Id: 42"))
                    .contains("X-Dimmer-Service: shop\r\n")
                    .contains("X-Dimmer-Assigned: blue\r\n")
                    .contains("X-Dimmer-Reason: hash\r\n")
                    .contains("X-Dimmer-Attempt: 1\r\n")
                    .contains("Via: 1.1 dimmer\r\n")
                    .doesNotContain("X-Dimmer-Version");
        }
    }

    @Test
    void nobodySpeaksForUs() throws IOException {
        try (TestEdge edge = edge("", "")) {
            assertThat(received(
                            edge,
                            "X-Dimmer-Assigned: evil",
                            "x-dimmer-service: evil",
                            "X-Dimmer-Foo: evil",
                            "X-Dimmer-Attempt: evil"))
                    .doesNotContain("evil");
            RawClient.Reply reply = reply(edge, "X-Request-Id: mine-1");
            assertThat(reply.head())
                    .doesNotContain("theirs")
                    .doesNotContain("X-Hop")
                    .doesNotContain("X-Dimmer-Outcome");
            assertThat(reply.fields("X-Request-Id")).containsExactly("mine-1");
        }
    }

    @Test
    void requestIdsAreKeptWhenWellFormedElseMade() throws IOException {
        try (TestEdge edge = edge("", "")) {
            assertThat(received(edge, "X-Request-Id: a.B-c_9")).contains("X-Request-Id: a.B-c_9\r\n");
            String made = received(edge, "X-Request-Id: has space");
            assertThat(made).doesNotContain("has space").containsPattern("X-Request-Id: [0-9a-f]{32}\r\n");
            assertThat(received(edge, "X-Request-Id: one", "X-Request-Id: two"))
                    .doesNotContain("one\r\n")
                    .containsPattern("X-Request-Id: [0-9a-f]{32}\r\n");
            assertThat(reply(edge).field("X-Request-Id")).matches("[0-9a-f]{32}");
        }
    }

    @Test
    void traceContextIsKeptWhenWellFormedElseMade() throws IOException {
        String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        try (TestEdge edge = edge("", "")) {
            assertThat(received(edge, "traceparent: " + trace, "tracestate: a=b"))
                    .contains("traceparent: " + trace + "\r\n")
                    .contains("tracestate: a=b\r\n");
            assertThat(received(edge, "traceparent: broken", "tracestate: a=b"))
                    .containsPattern("traceparent: 00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]\r\n")
                    .doesNotContain("broken")
                    .doesNotContain("tracestate");
        }
    }

    @Test
    void forwardingFieldsOfStrangersAreReplaced() throws IOException {
        try (TestEdge edge = edge("", "")) {
            String got = received(
                    edge,
                    "X-Forwarded-For: 1.2.3.4",
                    "X-Forwarded-Proto: https",
                    "X-Forwarded-Host: evil",
                    "X-Forwarded-Port: 443",
                    "Forwarded: for=evil");
            assertThat(got)
                    .contains("X-Forwarded-For: 127.0.0.1\r\n")
                    .contains("X-Forwarded-Proto: http\r\n")
                    .contains("X-Forwarded-Host: shop.example\r\n")
                    .contains("X-Forwarded-Port: " + edge.port() + "\r\n")
                    .doesNotContain("evil")
                    .doesNotContain("1.2.3.4");
            assertThat(edge.heard().awaitEnded(1).get(0).stranger()).isTrue();
        }
    }

    @Test
    void forwardingFieldsOfTrustedProxiesGrow() throws IOException {
        try (TestEdge edge = edge("", "trustedProxies: [127.0.0.0/8, 10.0.0.0/8]")) {
            String got = received(
                    edge,
                    "X-Forwarded-For: 1.2.3.4, 10.1.1.1",
                    "X-Forwarded-Proto: https",
                    "X-Forwarded-Host: shop.example",
                    "X-Forwarded-Port: 443",
                    "Forwarded: for=1.2.3.4",
                    "Via: 1.1 outer");
            assertThat(got)
                    .contains("X-Forwarded-For: 1.2.3.4, 10.1.1.1, 127.0.0.1\r\n")
                    .contains("X-Forwarded-Proto: https\r\n")
                    .contains("X-Forwarded-Port: 443\r\n")
                    .contains("Forwarded: for=1.2.3.4, for=127.0.0.1;proto=http\r\n")
                    .contains("Via: 1.1 outer\r\n")
                    .contains("Via: 1.1 dimmer\r\n");
            assertThat(edge.heard().awaitEnded(1).get(0).stranger()).isFalse();
        }
    }

    @Test
    void whereForwardedIsBelievedNothingElseIs() throws IOException {
        String[] fields = {
            "Forwarded: for=1.2.3.4", "X-Forwarded-For: 6.6.6.6", "X-Forwarded-Proto: https", "X-Forwarded-Port: 666"
        };
        try (TestEdge edge = edge("", "trustedProxies: {from: [127.0.0.0/8], header: Forwarded}")) {
            assertThat(received(edge, fields))
                    .contains("X-Forwarded-For: 1.2.3.4, 127.0.0.1\r\n")
                    .contains("X-Forwarded-Proto: http\r\n")
                    .contains("Forwarded: for=1.2.3.4, for=127.0.0.1;proto=http\r\n")
                    .doesNotContain("666")
                    .doesNotContain("6.6.6.6");
        }
        try (TestEdge edge = edge("", "trustedProxies: {from: [127.0.0.0/8], header: X-Forwarded-For}")) {
            assertThat(received(edge, fields))
                    .contains("X-Forwarded-For: 6.6.6.6, 127.0.0.1\r\n")
                    .doesNotContain("1.2.3.4");
        }
    }

    @Test
    void whoMayForceGetsTheVersionAndSeesIt() throws IOException {
        try (TestEdge edge = edge("", "")) {
            assertThat(received(edge, "X-Dimmer-Version: canary"))
                    .contains("X-Dimmer-Assigned: canary\r\n")
                    .contains("X-Dimmer-Reason: forced\r\n")
                    .doesNotContain("X-Dimmer-Version");
            RawClient.Reply reply = reply(edge, "X-Dimmer-Version: canary");
            assertThat(reply.fields("X-Dimmer-Version")).containsExactly("canary");
            assertThat(reply.field("X-Dimmer-Reason")).isEqualTo("forced");
            assertThat(reply.field("X-Dimmer-Key")).isEqualTo("none");
            assertThat(reply(edge, "X-User-Id: 42").field("X-Dimmer-Key")).isEqualTo("header X-User-Id");
        }
    }

    @Test
    void strangersCannotForceAndSeeNothing() throws IOException {
        try (TestEdge edge = edge("", "")) {
            RawClient.Reply reply = reply(edge, "X-Dimmer-Version: canary", "X-Forwarded-For: 127.0.0.1");
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.head()).doesNotContain("X-Dimmer");
            assertThat(upstream.lastRequest())
                    .contains("X-Dimmer-Assigned: blue")
                    .doesNotContain("X-Dimmer-Version");
            assertThat(edge.heard().events()).contains("refused to force 0");
        }
    }

    @Test
    void exposeSaysWhoSees() throws IOException {
        String stranger = "X-Forwarded-For: 1.1.1.1";
        try (TestEdge edge = edge(", expose: everyone", "")) {
            assertThat(reply(edge, stranger).field("X-Dimmer-Version")).isEqualTo("blue");
        }
        try (TestEdge edge = edge(", expose: nobody", "")) {
            assertThat(reply(edge).head()).doesNotContain("X-Dimmer");
        }
    }

    @Test
    void theForceCookieIsCutOutAndTheOthersStay() throws IOException {
        try (TestEdge edge = edge(", force: {cookie: dv, allow: anyone}", "")) {
            assertThat(received(edge, "Cookie: a=1; dv=canary; b=2"))
                    .contains("Cookie: a=1; b=2\r\n")
                    .contains("X-Dimmer-Assigned: canary");
            assertThat(received(edge, "Cookie: dv=canary")).doesNotContain("Cookie");
            assertThat(received(edge, "Cookie: xdv=1; a=dv=2")).contains("Cookie: xdv=1; a=dv=2\r\n");
        }
    }

    @Test
    void aStaleForceCookieIsTakenAway() throws IOException {
        try (TestEdge edge = edge(", force: {cookie: dv, allow: anyone}", "")) {
            RawClient.Reply reply = reply(edge, "Cookie: dv=gone");
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.field("Set-Cookie")).startsWith("dv=;").contains("Max-Age=0");
        }
    }

    @Test
    void aLinkBecomesACookie() throws IOException {
        try (TestEdge edge = edge(", force: {cookie: dv, query: dv, allow: anyone}", "");
                RawClient client = edge.connect()) {
            RawClient.Reply reply = client.get("/cart?x=1&dv=canary").readReply();
            assertThat(reply.status()).isEqualTo(302);
            assertThat(reply.field("Location")).isEqualTo("/cart?x=1");
            assertThat(reply.field("Set-Cookie")).startsWith("dv=shop=canary");
            assertThat(client.get("/cart?x=1").readReply().status()).isEqualTo(200);
            assertThat(edge.heard().awaitEnded(2).get(0).status()).isEqualTo(302);
        }
    }

    @Test
    void theForceHeaderIsHandedOnWhereWanted() throws IOException {
        try (TestEdge edge = edge(", force: {passOn: true}", "")) {
            assertThat(received(edge, "X-Dimmer-Version: canary, pay=green"))
                    .contains("X-Dimmer-Version: shop=canary, pay=green\r\n");
        }
    }

    @Test
    void aForceHeaderOfAnotherNameDoesNotPass() throws IOException {
        try (TestEdge edge = edge(", force: {header: X-Try}", "")) {
            assertThat(received(edge, "X-Try: canary")).doesNotContain("X-Try").contains("X-Dimmer-Assigned: canary");
        }
    }

    @Test
    void loadTestsAreBelievedOfThoseWhoMayForce() throws IOException {
        try (TestEdge edge = edge("", "")) {
            assertThat(received(edge, "X-Dimmer-Run: r1")).doesNotContain("r1");
            assertThat(received(edge, "X-Dimmer-Run: r2", "X-Forwarded-For: 9.9.9.9"))
                    .doesNotContain("r2");
            assertThat(edge.heard().awaitEnded(2))
                    .extracting(Recording.Ended::run)
                    .containsExactly(true, false);
        }
    }

    @Test
    void loadTestsAreHandedOnWhereForcingIs() throws IOException {
        try (TestEdge edge = edge(", force: {passOn: true}", "")) {
            assertThat(received(edge, "X-Dimmer-Run: r1")).contains("X-Dimmer-Run: r1\r\n");
            assertThat(received(edge, "X-Dimmer-Run: r2", "X-Forwarded-For: 9.9.9.9"))
                    .doesNotContain("r2");
        }
    }

    @Test
    void dimmerBehindDimmer() throws IOException {
        try (TestEdge inner = edge("", "")) {
            String outerText = "services: {store: {versions: {red: {endpoints: [127.0.0.1:" + inner.port() + "]}}}}";
            try (TestEdge outer = TestEdge.start(outerText)) {
                RawClient.Reply reply = reply(outer, "X-Dimmer-Version: red");
                assertThat(reply.status()).isEqualTo(200);
                assertThat(reply.fields("X-Dimmer-Version")).containsExactly("red");
                assertThat(upstream.lastRequest())
                        .contains("X-Dimmer-Service: shop\r\n")
                        .contains("X-Dimmer-Assigned: blue\r\n")
                        .doesNotContain("store")
                        .contains("X-Dimmer-Reason: hash\r\n");
                assertThat(upstream.lastRequest().split("Via: 1.1 dimmer\r\n", -1))
                        .hasSize(3);
            }
        }
    }
}
