package io.dimmer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dimmer.exchange.Outcome;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Interim answers, early answers, halves that close, and tunnels. */
@ExtendWith(NoLeaks.class)
class WholeProtocolIT {
    private static final String POST = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n";

    @Test
    void theClientWaitsForTheUpstreamsContinue() throws IOException {
        try (RawUpstream blue = RawUpstream.of(connection -> {
                    assertThat(connection.readHead()).contains("Expect: 100-continue");
                    connection.send("HTTP/1.1 100 Continue\r\n\r\n");
                    connection.readBytes(5);
                    connection.send(RawUpstream.OK);
                    connection.readToEnd();
                });
                TestEdge edge = TestEdge.before(blue);
                RawClient client = edge.connect()) {
            client.send(POST + "Expect: 100-continue\r\n\r\n");
            assertThat(client.readHead()).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
            assertThat(client.send("hello").readReply().body()).isEqualTo("ok");
            assertThat(edge.heard().events()).contains("answered 200").doesNotContain("answered 100");
        }
    }

    @Test
    void anUpstreamMayRefuseABodyThatTheClientHasNotSent() throws IOException {
        try (RawUpstream blue = RawUpstream.of(connection -> {
                    connection.readHead();
                    connection.send("HTTP/1.1 417 No\r\nContent-Length: 0\r\n\r\n");
                    connection.readToEnd();
                });
                TestEdge edge = TestEdge.before(blue);
                RawClient client = edge.connect()) {
            client.send(POST + "Expect: 100-continue\r\n\r\n");
            RawClient.Reply reply = client.readReply();
            assertThat(reply.status()).isEqualTo(417);
            assertThat(reply.field("Connection")).isEqualTo("close");
            assertThat(client.isEnded()).isTrue();
            assertThat(edge.heard().awaitOutcome()).isEqualTo(Outcome.ANSWERED);
        }
    }

    @Test
    void interimAnswersPassButNotToHttp10() throws IOException {
        String answer =
                "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n" + RawUpstream.OK;
        try (RawUpstream blue = RawUpstream.answering(answer);
                TestEdge edge = TestEdge.before(blue)) {
            try (RawClient client = edge.connect()) {
                client.get("/");
                assertThat(client.readHead()).isEqualTo("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n");
                assertThat(client.readHead()).startsWith("HTTP/1.1 102");
                assertThat(client.readReply().body()).isEqualTo("ok");
            }
            try (RawClient client = edge.connect()) {
                assertThat(client.send("GET / HTTP/1.0\r\n\r\n").readHead()).startsWith("HTTP/1.1 200");
            }
        }
    }

    @Test
    void aFloodOfInterimAnswersIsNoAnswer() throws IOException {
        try (RawUpstream blue = RawUpstream.answering("HTTP/1.1 102 Processing\r\n\r\n".repeat(1000));
                TestEdge edge = TestEdge.before(blue);
                RawClient client = edge.connect()) {
            client.get("/");
            String head = client.readHead();
            while (head.startsWith("HTTP/1.1 102")) {
                head = client.readHead();
            }
            assertThat(head).startsWith("HTTP/1.1 502");
            assertThat(edge.heard().awaitOutcome()).isEqualTo(Outcome.RESPONSE_INVALID);
        }
    }

    @Test
    void anEarlyAnswerReachesAClientThatStillSends() throws IOException {
        try (RawUpstream blue = RawUpstream.of(connection -> {
                    connection.readHead();
                    connection.readBytes(1000);
                    connection.send("HTTP/1.1 413 Enough\r\nContent-Length: 6\r\n\r\nenough");
                    connection.readToEnd();
                });
                TestEdge edge = TestEdge.before(blue);
                RawClient client = edge.connect()) {
            client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100000000\r\n\r\n" + "x".repeat(1000));
            RawClient.Reply reply = client.readReply();
            assertThat(reply.status()).isEqualTo(413);
            assertThat(reply.body()).isEqualTo("enough");
            assertThat(edge.heard().awaitOutcome()).isEqualTo(Outcome.ANSWERED);
            blue.connection(0).awaitEnd();
        }
    }

    @Test
    void anAnswerMayBeReadWhileTheRequestIsStillBeingWritten() throws IOException {
        try (RawUpstream echo = RawUpstream.of(connection -> {
                    connection.readHead();
                    connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                    for (int i = 0; i < 3; i++) {
                        connection.readBytes(4 + i);
                        connection.send("1\r\n" + i + "\r\n");
                    }
                    connection.send("0\r\n\r\n");
                    connection.readToEnd();
                });
                TestEdge edge = TestEdge.before(echo);
                RawClient client = edge.connect()) {
            client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 15\r\n\r\n");
            client.readHead();
            for (int i = 0; i < 3; i++) {
                client.send("x".repeat(4 + i));
                assertThat(client.readExactly(6)).isEqualTo("1\r\n" + i + "\r\n");
            }
            assertThat(client.readToEnd()).isEqualTo("0\r\n\r\n");
        }
    }

    @Test
    void aClientThatClosedItsHalfGetsItsAnswers() throws IOException {
        CountDownLatch go = new CountDownLatch(1);
        try (RawUpstream blue = RawUpstream.of(connection -> {
                    while (connection.readRequest()) {
                        await().until(() -> go.getCount() == 0);
                        connection.send(RawUpstream.OK);
                    }
                });
                TestEdge edge = TestEdge.before(blue, "", TestEdge.PATIENT);
                RawClient client = edge.connect()) {
            client.get("/1").get("/2").endOutput();
            blue.connection(0).readUntilSoon("\r\n\r\n");
            go.countDown();
            assertThat(client.readReply().body()).isEqualTo("ok");
            assertThat(client.readReply().body()).isEqualTo("ok");
            assertThat(client.isEnded()).isTrue();
            assertThat(edge.heard().awaitEnded(2)).allMatch(e -> e.outcome() == Outcome.ANSWERED);
        }
    }

    private static RawUpstream echoing() throws IOException {
        return RawUpstream.of(connection -> {
            String head = connection.readHead();
            assertThat(head).containsIgnoringCase("Connection: Upgrade\r\n").contains("Upgrade: echo\r\n");
            connection.send("HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: echo\r\n\r\nhi");
            int next = connection.read();
            while (next >= 0) {
                connection.send(new byte[] {(byte) next});
                next = connection.read();
            }
            connection.send("bye");
            connection.endOutput();
        });
    }

    @Test
    void anUpgradeBecomesATunnel() throws IOException {
        try (RawUpstream blue = echoing();
                TestEdge edge = TestEdge.before(blue);
                RawClient client = edge.connect()) {
            client.get("/", "Connection: Upgrade", "Upgrade: echo");
            RawClient.Reply head = new RawClient.Reply(client.readHead(), "");
            assertThat(head.status()).isEqualTo(101);
            assertThat(head.field("Upgrade")).isEqualTo("echo");
            assertThat(client.readExactly(2)).isEqualTo("hi");
            for (int i = 0; i < 10; i++) {
                assertThat(client.send("GET " + i).readExactly(5)).isEqualTo("GET " + i);
            }
            assertThat(edge.upstream("blue").inFlight()).isEqualTo(1);
            client.endOutput();
            assertThat(client.readToEnd()).isEqualTo("bye");
            assertThat(edge.heard().awaitEnded(1).get(0))
                    .isEqualTo(new Recording.Ended(Outcome.ANSWERED, 101, 101, 0, false, false, true));
            assertThat(edge.upstream("blue").inFlight()).isZero();
        }
    }

    @Test
    void bytesSentAheadOfTheUpgradeAreNotLost() throws IOException {
        try (RawUpstream blue = echoing();
                TestEdge edge = TestEdge.before(blue);
                RawClient client = edge.connect()) {
            client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\nahead");
            client.readHead();
            assertThat(client.readExactly(7)).isEqualTo("hiahead");
        }
    }

    @Test
    void anIdleTunnelEnds() throws IOException {
        try (RawUpstream blue = echoing();
                TestEdge edge = TestEdge.before(blue, "timeouts: {idle: 300ms}");
                RawClient client = edge.connect()) {
            client.get("/", "Connection: Upgrade", "Upgrade: echo").readHead();
            client.readExactly(2);
            assertThat(client.readToEnd()).isEmpty();
            assertThat(edge.heard().awaitOutcome()).isEqualTo(Outcome.ANSWERED);
            blue.connection(0).awaitEnd();
        }
    }

    @Test
    void aTunnelIsCutWithItsVersion() throws IOException {
        try (RawUpstream blue = echoing();
                TestEdge edge = TestEdge.before(blue);
                RawClient client = edge.connect()) {
            client.get("/", "Connection: Upgrade", "Upgrade: echo").readHead();
            edge.upstream("blue").cut(Outcome.DRAIN_CUT);
            assertThat(edge.heard().awaitOutcome()).isEqualTo(Outcome.DRAIN_CUT);
            blue.connection(0).awaitEnd();
        }
    }

    @Test
    void anUpgradeThatIsRefusedIsAnAnswerLikeAnyOther() throws IOException {
        try (RawUpstream blue = RawUpstream.answering(RawUpstream.OK);
                TestEdge edge = TestEdge.before(blue);
                RawClient client = edge.connect()) {
            client.get("/", "Connection: Upgrade", "Upgrade: echo");
            assertThat(client.readReply().body()).isEqualTo("ok");
            assertThat(client.get("/").readReply().body()).isEqualTo("ok");
            assertThat(blue.connections()).isEqualTo(1);
        }
    }

    @Test
    void http2IsNeverOffered() throws IOException {
        try (RawUpstream blue = RawUpstream.answering(RawUpstream.OK);
                TestEdge edge = TestEdge.before(blue);
                RawClient client = edge.connect()) {
            client.get("/", "Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: AAMAAABkAAQAAP__");
            client.readReply();
            assertThat(blue.lastRequest()).doesNotContainIgnoringCase("upgrade").doesNotContain("HTTP2");
        }
    }

    @Test
    void eventsPassAsTheyCome() throws IOException {
        CountDownLatch first = new CountDownLatch(1);
        try (RawUpstream blue = RawUpstream.of(connection -> {
                    connection.readRequest();
                    connection.send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: 1\n\n");
                    await().until(() -> first.getCount() == 0);
                    connection.send("data: 2\n\n");
                });
                TestEdge edge = TestEdge.before(blue);
                RawClient client = edge.connect()) {
            client.get("/events").readHead();
            assertThat(client.readExactly(9)).isEqualTo("data: 1\n\n");
            first.countDown();
            assertThat(client.readToEnd()).isEqualTo("data: 2\n\n");
            assertThat(edge.heard().awaitEnded(1).get(0).stream()).isTrue();
        }
    }
}
