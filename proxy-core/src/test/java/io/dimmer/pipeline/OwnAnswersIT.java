package io.dimmer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.dimmer.exchange.Outcome;
import io.dimmer.exchange.VersionState;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The answers of the proxy itself. */
@ExtendWith(NoLeaks.class)
class OwnAnswersIT {
    private RawUpstream upstream;

    @BeforeEach
    void start() throws IOException {
        upstream = RawUpstream.answering(RawUpstream.OK);
    }

    @AfterEach
    void stop() throws IOException {
        upstream.close();
    }

    private TestEdge edge(String more) throws IOException {
        return TestEdge.start("services: {shop: {stable: blue, versions: {blue: {endpoints: [" + upstream.endpoint()
                + "]}, canary: {endpoints: [" + upstream.endpoint() + "]}}}}\n" + more);
    }

    @Test
    void noRoute() throws IOException {
        try (TestEdge edge = edge("routes: [{name: r, match: [{path: {prefix: /shop}}], service: shop}]");
                RawClient client = edge.connect()) {
            RawClient.Reply reply = client.get("/other", "X-Request-Id: q1").readReply();
            assertThat(reply.status()).isEqualTo(404);
            assertThat(reply.field("Content-Type")).isEqualTo("application/problem+json");
            assertThat(reply.field("X-Dimmer-Outcome")).isEqualTo("no_route");
            assertThat(reply.field("X-Request-Id")).isEqualTo("q1");
            assertThat(reply.body()).contains("urn:dimmer:problem:no_route").contains("\"requestId\":\"q1\"");
            assertThat(client.get("/shop").readReply().status()).isEqualTo(200);
            assertThat(edge.heard().events()).startsWith("ended no_route 404", "assigned 0 hash");
        }
    }

    @Test
    void plainTextForThoseWhoPreferIt() throws IOException {
        try (TestEdge edge = edge("routes: [{name: r, match: [{path: {prefix: /shop}}], service: shop}]");
                RawClient client = edge.connect()) {
            RawClient.Reply reply = client.get("/other", "Accept: text/plain").readReply();
            assertThat(reply.field("Content-Type")).startsWith("text/plain");
            client.send("HEAD /other HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(client.readHead()).startsWith("HTTP/1.1 404").contains("Content-Length: ");
            assertThat(client.get("/shop").readReply().status()).isEqualTo(200);
        }
    }

    @Test
    void unknownVersionListsTheVersionsToThoseWhoMayForce() throws IOException {
        try (TestEdge edge = edge("");
                RawClient client = edge.connect()) {
            RawClient.Reply reply = client.get("/", "X-Dimmer-Version: purple").readReply();
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.body()).contains("blue, canary");
            assertThat(client.get("/", "X-Dimmer-Version: purple", "X-Forwarded-For: 1.1.1.1")
                            .readReply()
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void aForcedVersionInMaintenanceIsNoVersion() throws IOException {
        try (TestEdge edge = edge("");
                RawClient client = edge.connect()) {
            edge.state("canary", VersionState.MAINT);
            RawClient.Reply reply = client.get("/", "X-Dimmer-Version: canary").readReply();
            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.field("X-Dimmer-Outcome")).isEqualTo("no_version");
            assertThat(reply.field("Retry-After")).isNotEmpty();
            edge.state("canary", VersionState.DRAIN);
            assertThat(client.get("/", "X-Dimmer-Version: canary").readReply().status())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'GET / HTTP/1.1\r\n\r\n', bad_request, 400",
        "'GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n', bad_request, 400",
        "'CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n', bad_request, 400",
        "'GET / HTTP/2.0\r\nHost: a\r\n\r\n', bad_request, 400",
        "'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n', bad_request, 400",
        "'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1025\r\n\r\n', body_too_large, 413",
    })
    void refusesAndCloses(String request, String outcome, int status) throws IOException {
        try (TestEdge edge = edge("limits: {maxBody: 1KiB}");
                RawClient client = edge.connect()) {
            RawClient.Reply reply = client.send(request).readReply();
            assertThat(reply.status()).isEqualTo(status);
            assertThat(reply.field("X-Dimmer-Outcome")).isEqualTo(outcome);
            assertThat(reply.field("Connection")).isEqualTo("close");
            assertThat(client.isEnded()).isTrue();
            assertThat(edge.heard().awaitEnded(1).get(0).outcome().word()).isEqualTo(outcome);
            assertThat(upstream.connections()).isZero();
        }
    }

    @Test
    void tooLongTargetsAndTooManyFields() throws IOException {
        try (TestEdge edge = edge("limits: {maxRequestLine: 1KiB, maxHeaderBytes: 2KiB}")) {
            try (RawClient client = edge.connect()) {
                assertThat(client.get("/" + "x".repeat(2000)).readReply().status())
                        .isEqualTo(414);
            }
            try (RawClient client = edge.connect()) {
                assertThat(client.get("/", "X-A: " + "x".repeat(3000))
                                .readReply()
                                .status())
                        .isEqualTo(431);
            }
            assertThat(edge.heard().awaitEnded(2))
                    .extracting(Recording.Ended::outcome)
                    .containsExactly(Outcome.URI_TOO_LONG, Outcome.HEADERS_TOO_LARGE);
        }
    }

    @Test
    void aBodyThatGrowsTooLargeIsCutOff() throws IOException {
        try (TestEdge edge = edge("limits: {maxBody: 1KiB}");
                RawClient client = edge.connect()) {
            client.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
            client.send("200\r\n" + "x".repeat(512) + "\r\n");
            client.send("400\r\n" + "x".repeat(1024) + "\r\n");
            RawClient.Reply reply = client.readReply();
            assertThat(reply.status()).isEqualTo(413);
            assertThat(edge.heard().awaitOutcome()).isEqualTo(Outcome.BODY_TOO_LARGE);
            assertThat(edge.upstream("blue").inFlight()).isZero();
        }
    }

    @Test
    void brokenChunksEndTheRequestOnBothSides() throws IOException {
        try (TestEdge edge = edge("");
                RawClient client = edge.connect()) {
            client.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
            upstream.connection(0).readUntilSoon("3\r\nabc\r\n");
            client.send("zz\r\n");
            assertThat(client.readReply().status()).isEqualTo(400);
            upstream.connection(0).awaitEnd();
            assertThat(edge.heard().awaitOutcome()).isEqualTo(Outcome.BAD_REQUEST);
        }
    }

    @Test
    void asksAboutTheServerItself() throws IOException {
        try (TestEdge edge = edge("");
                RawClient client = edge.connect()) {
            client.send("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(client.readReply().status()).isEqualTo(200);
            assertThat(upstream.connection(0).text()).startsWith("OPTIONS * HTTP/1.1\r\n");
        }
    }
}
