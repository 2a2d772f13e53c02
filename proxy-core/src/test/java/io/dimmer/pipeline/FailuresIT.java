package io.dimmer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.dimmer.exchange.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What upstreams do wrong, and what becomes of it. */
@ExtendWith(NoLeaks.class)
class FailuresIT {
    @Test
    void anUpstreamThatIsNotThere() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        try (TestEdge edge = TestEdge.before(() -> "127.0.0.1:" + port);
                RawClient client = edge.connect()) {
            RawClient.Reply reply = client.get("/").readReply();
            assertThat(reply.status()).isEqualTo(502);
            assertThat(reply.field("X-Dimmer-Outcome")).isEqualTo("connect_failed");
            assertThat(reply.body()).doesNotContain("127.0.0.1");
            assertThat(client.get("/").readReply().status()).isEqualTo(502);
            assertThat(edge.heard().awaitEnded(2)).allMatch(e -> e.outcome() == Outcome.CONNECT_FAILED);
            assertThat(edge.heard().events())
                    .startsWith("assigned 0 hash", "attempt connect_failed", "ended connect_failed 502");
            assertThat(edge.upstream("blue").inFlight()).isZero();
            await().until(() -> edge.upstream("blue").connections() == 0);
        }
    }

    @Test
    void anUpstreamThatDoesNotAcceptInTime() throws IOException {
        // A backlog that is full answers no attempt to connect.
        List<Socket> filling = new ArrayList<>();
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                TestEdge edge = TestEdge.before(
                        () -> "127.0.0.1:" + full.getLocalPort(), "timeouts: {connect: 200ms, response: 5s}");
                RawClient client = edge.connect()) {
            fill(full, filling);
            assertThat(client.get("/").readReply().field("X-Dimmer-Outcome")).isEqualTo("connect_timeout");
            assertThat(edge.heard().awaitOutcome()).isEqualTo(Outcome.CONNECT_TIMEOUT);
            await().until(() -> edge.upstream("blue").connections() == 0);
        } finally {
            for (Socket socket : filling) {
                socket.close();
            }
        }
    }

    private static void fill(ServerSocket server, List<Socket> filling) throws IOException {
        for (int i = 0; i < 10; i++) {
            Socket socket = new Socket();
            filling.add(socket);
            try {
                // More than the second after which a connect that was lost is sent again.
                socket.connect(server.getLocalSocketAddress(), 3_000);
            } catch (SocketTimeoutException full) {
                return;
            }
        }
    }

    @Test
    void anUpstreamsOwnErrorPasses() throws IOException {
        try (RawUpstream blue =
                        RawUpstream.answering("HTTP/1.1 503 Busy\r\nRetry-After: 7\r\nContent-Length: 4\r\n\r\nbusy");
                TestEdge edge = TestEdge.before(blue);
                RawClient client = edge.connect()) {
            RawClient.Reply reply = client.get("/").readReply();
            assertThat(reply.head()).startsWith("HTTP/1.1 503 Busy\r\n").doesNotContain("X-Dimmer-Outcome");
            assertThat(reply.body()).isEqualTo("busy");
            assertThat(edge.heard().awaitEnded(1).get(0))
                    .isEqualTo(new Recording.Ended(Outcome.UPSTREAM_ERROR, 503, 503, 0, false, false, false));
            assertThat(blue.connections()).isEqualTo(1);
        }
    }

    @Test
    void anUpstreamThatClosesWithoutAnAnswer() throws IOException {
        try (RawUpstream blue = RawUpstream.of(RawUpstream.Connection::readRequest);
                TestEdge edge = TestEdge.before(blue);
                RawClient client = edge.connect()) {
            assertThat(client.get("/").readReply().field("X-Dimmer-Outcome")).isEqualTo("connection_reset");
            assertThat(blue.connections()).isEqualTo(1);
        }
    }

    @Test
    void anUpstreamThatResets() throws IOException {
        try (RawUpstream blue = RawUpstream.of(connection -> {
                    connection.readRequest();
                    connection.reset();
                });
                TestEdge edge = TestEdge.before(blue);
                RawClient client = edge.connect()) {
            assertThat(client.get("/").readReply().status()).isEqualTo(502);
            assertThat(edge.heard().awaitOutcome()).isEqualTo(Outcome.CONNECTION_RESET);
        }
    }

    @Test
    void anUpstreamThatDoesNotAnswerInTime() throws IOException {
        try (RawUpstream blue = RawUpstream.of(RawUpstream.Connection::readToEnd);
                TestEdge edge = TestEdge.before(blue, "timeouts: {response: 300ms}");
                RawClient client = edge.connect()) {
            assertThat(client.get("/").readReply().status()).isEqualTo(504);
            assertThat(edge.heard().awaitOutcome()).isEqualTo(Outcome.RESPONSE_TIMEOUT);
            blue.connection(0).awaitEnd();
            assertThat(client.get("/").readReply().status()).isEqualTo(504);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 OK\r\n\r\n",
                "garbage\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\nab",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "HTTP/1.1 200 OK\r\nX: a\r\n folded\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n",
                "HTTP/2 200 OK\r\n\r\n"
            })
    void answersThatAreNotHttp(String answer) throws IOException {
        try (RawUpstream blue = RawUpstream.answering(answer);
                TestEdge edge = TestEdge.before(blue);
                RawClient client = edge.connect()) {
            RawClient.Reply reply = client.get("/").readReply();
            assertThat(reply.status()).isEqualTo(502);
            assertThat(reply.field("X-Dimmer-Outcome")).isEqualTo("response_invalid");
            blue.connection(0).awaitEnd();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 10\r\n\r\nabc", "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n"})
    void aTruncatedAnswerNeverEndsInOrder(String rest) throws IOException {
        for (boolean reset : new boolean[] {false, true}) {
            CountDownLatch got = new CountDownLatch(1);
            try (RawUpstream blue = RawUpstream.of(connection -> {
                        connection.readRequest();
                        connection.send("HTTP/1.1 200 OK\r\n" + rest);
                        await().until(() -> got.getCount() == 0);
                        if (reset) {
                            connection.reset();
                        }
                    });
                    TestEdge edge = TestEdge.before(blue);
                    RawClient client = edge.connect()) {
                client.get("/");
                assertThat(client.readHead()).startsWith("HTTP/1.1 200");
                got.countDown();
                assertThatThrownBy(() -> {
                            String body = client.readToEnd();
                            throw new IOException("ended in order after " + body);
                        })
                        .isInstanceOf(IOException.class)
                        .hasMessageNotContaining("0\r\n\r\n");
                assertThat(edge.heard().awaitEnded(1).get(0))
                        .isEqualTo(new Recording.Ended(Outcome.RESPONSE_TRUNCATED, 200, 200, 0, false, false, false));
            }
        }
    }

    @Test
    void anAnswerThatStandsStillIsTruncated() throws IOException {
        try (RawUpstream blue = RawUpstream.of(connection -> {
                    connection.readRequest();
                    connection.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc");
                    connection.readToEnd();
                });
                TestEdge edge = TestEdge.before(blue, "timeouts: {idle: 300ms}");
                RawClient client = edge.connect()) {
            client.get("/");
            client.readHead();
            assertThat(edge.heard().awaitOutcome()).isEqualTo(Outcome.RESPONSE_TRUNCATED);
            blue.connection(0).awaitEnd();
        }
    }

    @Test
    void surplusBytesNeverReachTheNextExchange() throws IOException {
        AtomicInteger served = new AtomicInteger();
        try (RawUpstream blue = RawUpstream.of(connection -> {
                    while (connection.readRequest()) {
                        boolean first = served.getAndIncrement() == 0;
                        connection.send(
                                first
                                        ? RawUpstream.OK + "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil"
                                        : RawUpstream.OK);
                    }
                });
                TestEdge edge = TestEdge.before(blue);
                RawClient client = edge.connect()) {
            assertThat(client.get("/").readReply().body()).isEqualTo("ok");
            assertThat(client.get("/").readReply().body()).isEqualTo("ok");
            assertThat(blue.connections()).isEqualTo(2);
            blue.connection(0).awaitEnd();
        }
    }

    @Test
    void bytesThatNobodyAskedForCloseTheConnection() throws IOException {
        try (RawUpstream blue = RawUpstream.of(connection -> {
                    connection.readRequest();
                    connection.send(RawUpstream.OK);
                    connection.readHead();
                    connection.readToEnd();
                });
                TestEdge edge = TestEdge.before(blue);
                RawClient client = edge.connect()) {
            client.get("/").readReply();
            await().until(() -> edge.upstream("blue").inFlight() == 0);
            blue.connection(0).send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil");
            blue.connection(0).awaitEnd();
            await().until(() -> edge.upstream("blue").connections() == 0);
        }
    }

    /** A connection that the upstream closes just when it is used again. */
    private static RawUpstream closingOnReuse(AtomicInteger requests) throws IOException {
        return RawUpstream.of(connection -> {
            connection.readRequest();
            // Before the answer: who has the answer may look at the count.
            requests.incrementAndGet();
            connection.send(RawUpstream.OK);
            connection.readHead();
        });
    }

    @Test
    void anIdempotentRequestIsSentAgainWhenItsOldConnectionCloses() throws IOException {
        AtomicInteger requests = new AtomicInteger();
        try (RawUpstream blue = closingOnReuse(requests);
                TestEdge edge = TestEdge.before(blue);
                RawClient client = edge.connect()) {
            for (int i = 0; i < 5; i++) {
                assertThat(client.get("/" + i).readReply().status()).isEqualTo(200);
            }
            assertThat(requests.get()).isEqualTo(5);
            assertThat(edge.heard().awaitEnded(5)).allMatch(e -> e.outcome() == Outcome.ANSWERED);
            assertThat(edge.heard().events())
                    .filteredOn(e -> e.startsWith("attempt"))
                    .hasSize(5);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n",
                "PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nab"
            })
    void otherRequestsAreNeverSentTwice(String request) throws IOException {
        AtomicInteger requests = new AtomicInteger();
        try (RawUpstream blue = closingOnReuse(requests);
                TestEdge edge = TestEdge.before(blue);
                RawClient client = edge.connect()) {
            client.get("/").readReply();
            assertThat(client.send(request).readReply().status()).isEqualTo(502);
            assertThat(edge.heard().awaitEnded(2).get(1).outcome()).isEqualTo(Outcome.CONNECTION_RESET);
            assertThat(requests.get()).isEqualTo(1);
        }
    }
}
