package io.dimmer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.dimmer.exchange.Outcome;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class ForwardingIT {
    @Test
    void relaysARequestAndItsAnswer() throws IOException {
        try (RawUpstream blue = RawUpstream.answering(
                        "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nX-Odd:  kept as it is \r\nContent-Length: 5\r\n\r\nhello");
                TestEdge edge = TestEdge.before(blue);
                RawClient client = edge.connect()) {
            RawClient.Reply reply =
                    client.get("/a?b=c", "X-First: 1", "x-SECOND: 2").readReply();
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.body()).isEqualTo("hello");
            assertThat(reply.head())
                    .startsWith("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nX-Odd:  kept as it is \r\n");
            assertThat(blue.connection(0).text())
                    .startsWith("GET /a?b=c HTTP/1.1\r\nHost: shop.example\r\nX-First: 1\r\nx-SECOND: 2\r\n");
            assertThat(edge.heard().awaitOutcome()).isEqualTo(Outcome.ANSWERED);
            assertThat(edge.heard().events())
                    .containsExactly("assigned 0 hash", "answered 200", "attempt answered", "ended answered 200");
        }
    }

    @Test
    void keepsBothConnections() throws IOException {
        try (RawUpstream blue = RawUpstream.answering(RawUpstream.OK);
                TestEdge edge = TestEdge.before(blue);
                RawClient client = edge.connect()) {
            for (int i = 0; i < 100; i++) {
                assertThat(client.get("/" + i).readReply().status()).isEqualTo(200);
            }
            assertThat(blue.connections()).isEqualTo(1);
            assertThat(edge.heard().awaitEnded(100)).hasSize(100);
            assertThat(edge.upstream("blue").inFlight()).isZero();
            assertThat(edge.upstream("blue").connections()).isEqualTo(1);
        }
    }

    @Test
    void relaysABodyOfKnownLength() throws IOException {
        try (RawUpstream blue = RawUpstream.answering(RawUpstream.OK);
                TestEdge edge = TestEdge.before(blue);
                RawClient client = edge.connect()) {
            client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 11\r\n\r\nhello world");
            assertThat(client.readReply().status()).isEqualTo(200);
            assertThat(blue.connection(0).text())
                    .contains("Content-Length: 11\r\n")
                    .endsWith("\r\n\r\nhello world");
            client.send("POST /2 HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\n")
                    .send("a")
                    .send("b")
                    .send("c");
            assertThat(client.readReply().status()).isEqualTo(200);
            assertThat(blue.connection(0).text()).endsWith("\r\n\r\nabc");
        }
    }

    @Test
    void relaysChunksAndTrailers() throws IOException {
        String answer =
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\nX-Sum: 5\r\n\r\n";
        try (RawUpstream blue = RawUpstream.answering(answer);
                TestEdge edge = TestEdge.before(blue);
                RawClient client = edge.connect()) {
            client.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nwiki\r\n0\r\n\r\n");
            assertThat(client.readReply().body()).isEqualTo("abcde|X-Sum: 5");
            assertThat(blue.connection(0).text())
                    .contains("Transfer-Encoding: chunked\r\n")
                    .endsWith("\r\n\r\n4\r\nwiki\r\n0\r\n\r\n");
            assertThat(client.get("/again").readReply().body()).isEqualTo("abcde|X-Sum: 5");
            assertThat(blue.connections()).isEqualTo(1);
        }
    }

    @Test
    void answersWithoutBodyAreFollowedByTheNext() throws IOException {
        try (RawUpstream blue = RawUpstream.of(connection -> {
                    connection.readRequest();
                    connection.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
                    connection.readRequest();
                    connection.send("HTTP/1.1 204 No Content\r\n\r\n");
                    connection.readRequest();
                    connection.send("HTTP/1.1 304 Not Modified\r\nContent-Length: 77\r\n\r\n");
                    connection.readRequest();
                    connection.send(RawUpstream.OK);
                    connection.readToEnd();
                });
                TestEdge edge = TestEdge.before(blue);
                RawClient client = edge.connect()) {
            client.send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(client.readHead()).contains("Content-Length: 1000");
            client.get("/");
            assertThat(client.readHead()).startsWith("HTTP/1.1 204");
            client.get("/");
            assertThat(client.readHead()).startsWith("HTTP/1.1 304");
            assertThat(client.get("/").readReply().body()).isEqualTo("ok");
            assertThat(blue.connections()).isEqualTo(1);
        }
    }

    @Test
    void anAnswerThatEndsWithItsConnectionEndsTheClientsToo() throws IOException {
        try (RawUpstream blue = RawUpstream.of(connection -> {
                    connection.readRequest();
                    connection.send("HTTP/1.1 200 OK\r\n\r\nuntil the end");
                });
                TestEdge edge = TestEdge.before(blue);
                RawClient client = edge.connect()) {
            client.get("/");
            assertThat(client.readHead()).contains("\r\nConnection: close\r\n");
            assertThat(client.readToEnd()).isEqualTo("until the end");
            assertThat(edge.heard().awaitOutcome()).isEqualTo(Outcome.ANSWERED);
        }
    }

    @Test
    void answersPipelinedRequestsInOrder() throws IOException {
        try (RawUpstream blue = RawUpstream.of(connection -> {
                    while (true) {
                        String head = connection.readHead();
                        if (head.isEmpty()) {
                            return;
                        }
                        String path = head.substring(4, head.indexOf(' ', 4));
                        connection.send("HTTP/1.1 200 OK\r\nContent-Length: " + path.length() + "\r\n\r\n" + path);
                    }
                });
                TestEdge edge = TestEdge.before(blue);
                RawClient client = edge.connect()) {
            StringBuilder all = new StringBuilder();
            for (int i = 0; i < 500; i++) {
                all.append("GET /").append(i).append(" HTTP/1.1\r\nHost: a\r\n\r\n");
            }
            client.send(all.toString());
            for (int i = 0; i < 500; i++) {
                assertThat(client.readReply().body()).isEqualTo("/" + i);
            }
            assertThat(edge.heard().awaitEnded(500)).allMatch(e -> e.outcome() == Outcome.ANSWERED);
        }
    }

    @Test
    void answersPipelinedRequestsWithBodies() throws IOException {
        try (RawUpstream blue = RawUpstream.of(connection -> {
                    while (connection.readRequest()) {
                        String body =
                                connection.text().substring(connection.text().length() - 4);
                        connection.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n" + body);
                    }
                });
                TestEdge edge = TestEdge.before(blue);
                RawClient client = edge.connect()) {
            StringBuilder all = new StringBuilder();
            for (int i = 1000; i < 1100; i++) {
                all.append("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\n")
                        .append(i);
            }
            client.send(all.toString());
            for (int i = 1000; i < 1100; i++) {
                assertThat(client.readReply().body()).isEqualTo("" + i);
            }
            assertThat(blue.connections()).isEqualTo(1);
        }
    }

    @Test
    void servesClientsOfHttp10() throws IOException {
        String answer = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n";
        try (RawUpstream blue = RawUpstream.answering(answer);
                TestEdge edge = TestEdge.before(blue)) {
            try (RawClient client = edge.connect()) {
                client.send("GET / HTTP/1.0\r\n\r\n");
                assertThat(client.readHead())
                        .startsWith("HTTP/1.1 200")
                        .doesNotContain("chunked")
                        .contains("\r\nConnection: close\r\n");
                assertThat(client.readToEnd()).isEqualTo("abcde");
            }
        }
        try (RawUpstream blue = RawUpstream.answering(RawUpstream.OK);
                TestEdge edge = TestEdge.before(blue);
                RawClient client = edge.connect()) {
            client.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
            assertThat(client.readReply().field("Connection")).isEqualTo("keep-alive");
            client.send("GET / HTTP/1.0\r\n\r\n");
            assertThat(client.readReply().field("Connection")).isEqualTo("close");
            assertThat(client.isEnded()).isTrue();
        }
    }

    @Test
    void closesWhenTheClientWishesIt() throws IOException {
        try (RawUpstream blue = RawUpstream.answering(RawUpstream.OK);
                TestEdge edge = TestEdge.before(blue);
                RawClient client = edge.connect()) {
            assertThat(client.get("/", "Connection: close").readReply().field("Connection"))
                    .isEqualTo("close");
            assertThat(client.isEnded()).isTrue();
            assertThat(blue.connection(0).text()).doesNotContainIgnoringCase("connection:");
        }
    }
}
