package io.dimmer.pipeline;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dimmer.exchange.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Long-lived exchanges are asked to leave as their protocol does that. */
@ExtendWith(NoLeaks.class)
class GoodbyeIT {
    private static final Duration SOON = Duration.ofMillis(10);
    private static final Duration LATE = Duration.ofSeconds(60);
    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final String SWITCH =
            "HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: WebSocket\r\n\r\n";
    /** An unmasked text frame "hello", and a masked one of a client. */
    private static final String HELLO = "\u0081\u0005hello";

    private static final String MASKED_HELLO = "\u0081\u0085\u0000\u0000\u0000\u0000hello";
    private static final String GOING_AWAY = "\u0088\u0002\u0003\u00e9";
    private static final String MASKED_CLOSE = "\u0088\u0082\u0000\u0000\u0000\u0000\u0003\u00e9";
    private static final String EVENTS =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";

    private static RawUpstream webSocket(String first) throws IOException {
        return RawUpstream.of(connection -> {
            connection.readHead();
            connection.send(SWITCH + first);
            connection.readToEnd();
        });
    }

    private static RawClient upgraded(TestEdge edge) throws IOException {
        RawClient client = edge.connect().get("/", "Connection: Upgrade", "Upgrade: websocket");
        assertThat(client.readHead()).startsWith("HTTP/1.1 101");
        return client;
    }

    @Test
    void aWebSocketIsClosedWith1001AndTheUpstreamHearsTheClientsOwnClose() throws IOException {
        try (RawUpstream blue = webSocket(HELLO);
                TestEdge edge = TestEdge.before(blue);
                RawClient client = upgraded(edge)) {
            assertThat(client.readExactly(HELLO.length())).isEqualTo(HELLO);
            client.send(MASKED_HELLO);
            blue.connection(0).readUntilSoon(MASKED_HELLO);

            edge.upstream("blue").leave(SOON);

            assertThat(client.readExactly(GOING_AWAY.length())).isEqualTo(GOING_AWAY);
            client.send(MASKED_CLOSE);
            assertThat(client.isEnded()).isTrue();
            blue.connection(0).readUntilSoon(MASKED_HELLO + MASKED_CLOSE);
            blue.connection(0).awaitEnd();
            client.leave();
            assertThat(edge.heard().awaitOutcome()).isEqualTo(Outcome.ANSWERED);
            await().until(() -> edge.upstream("blue").inFlight() == 0);
        }
    }

    @Test
    void theCloseFrameWaitsForTheEndOfTheFrameThatIsUnderWayAndNothingFollowsIt() throws IOException {
        try (RawUpstream blue = webSocket(HELLO + "\u0082~\u0001\u0000abc");
                TestEdge edge = TestEdge.before(blue);
                RawClient client = upgraded(edge)) {
            client.readExactly(HELLO.length() + 7);
            edge.upstream("blue").leave(Duration.ZERO);
            await().until(() -> isAsked(edge));
            blue.connection(0).send("x".repeat(100));
            assertThat(client.readExactly(100)).isEqualTo("x".repeat(100));
            blue.connection(0).send("y".repeat(0x100 - 103) + HELLO);
            assertThat(client.readExactly(0x100 - 103 + GOING_AWAY.length()))
                    .isEqualTo("y".repeat(0x100 - 103) + GOING_AWAY);
            blue.connection(0).send(HELLO);
            client.send(MASKED_CLOSE);
            assertThat(client.isEnded()).isTrue();
        }
    }

    /** The loop has run the task that asks: one that was given to it afterwards has run too. */
    private static boolean isAsked(TestEdge edge) throws InterruptedException, ExecutionException {
        for (int i = 0; i < 3; i++) {
            CompletableFuture.runAsync(() -> {}, edge.edge().executors().get(0)).get();
        }
        return true;
    }

    @Test
    void anUpstreamThatSaidGoodbyeItselfIsNotSaidItFor() throws IOException {
        try (RawUpstream blue = webSocket(GOING_AWAY);
                TestEdge edge = TestEdge.before(blue);
                RawClient client = upgraded(edge)) {
            assertThat(client.readExactly(GOING_AWAY.length())).isEqualTo(GOING_AWAY);
            edge.upstream("blue").leave(Duration.ZERO);
            client.send(MASKED_CLOSE);
            blue.connection(0).readUntilSoon(MASKED_CLOSE);
            blue.connection(0).endOutput();
            assertThat(client.isEnded()).isTrue();
        }
    }

    @Test
    void whoIsToStayAfterAllIsNotAsked() throws Exception {
        try (RawUpstream blue = webSocket(HELLO);
                TestEdge edge = TestEdge.before(blue);
                RawClient client = upgraded(edge)) {
            client.readExactly(HELLO.length());
            // The loop gets both at once: nobody can have been asked between them.
            CompletableFuture<Void> both = new CompletableFuture<>();
            edge.edge().executors().get(0).execute(both::join);
            edge.upstream("blue").leave(Duration.ofMillis(300));
            edge.upstream("blue").stay();
            both.complete(null);
            CompletableFuture<Void> later = new CompletableFuture<Void>().completeOnTimeout(null, 500, MILLISECONDS);
            await().until(later::isDone);
            blue.connection(0).send(HELLO);
            assertThat(client.readExactly(HELLO.length())).isEqualTo(HELLO);
        }
    }

    @Test
    void anUpgradeThatIsUnderWayWhenItIsAskedSaysGoodbyeAtOnce() throws Exception {
        CompletableFuture<Void> go = new CompletableFuture<>();
        try (RawUpstream blue = RawUpstream.of(connection -> {
                    connection.readHead();
                    go.join();
                    connection.send(SWITCH);
                    connection.readToEnd();
                });
                TestEdge edge = TestEdge.before(blue);
                RawClient client = edge.connect().get("/", "Connection: Upgrade", "Upgrade: websocket")) {
            await().until(() -> !blue.lastRequest().isEmpty());
            edge.upstream("blue").leave(Duration.ZERO);
            await().until(() -> isAsked(edge));
            go.complete(null);
            assertThat(client.readHead()).startsWith("HTTP/1.1 101");
            assertThat(client.readExactly(GOING_AWAY.length())).isEqualTo(GOING_AWAY);
        }
    }

    @Test
    void aTunnelOfAnotherProtocolHasNoGoodbyeAndIsCutAtTheDeadline() throws Exception {
        try (RawUpstream blue = RawUpstream.of(connection -> {
                    connection.readHead();
                    connection.send(SWITCH.replace("WebSocket", "echo"));
                    connection.readToEnd();
                });
                TestEdge edge = TestEdge.before(blue);
                RawClient client = edge.connect().get("/", "Connection: Upgrade", "Upgrade: echo")) {
            client.readHead();
            CompletableFuture<Integer> drained =
                    edge.edge().drain(Duration.ofMillis(400), IDLE).toCompletableFuture();
            await().until(drained::isDone);
            assertThat(drained.get()).isEqualTo(1);
            assertThat(edge.heard().awaitOutcome()).isEqualTo(Outcome.DRAIN_CUT);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"data: 1\n\n", "data: 1\r\n\r\n", "data: 1\r\r", "id: 7\ndata: 1\n\n", "data: 1\n\r\n"})
    void aStreamOfEventsEndsBetweenTwoEventsAndTheConnectionStays(String event) throws IOException {
        String chunk = Integer.toHexString(event.length()) + "\r\n" + event + "\r\n";
        try (RawUpstream blue = RawUpstream.of(connection -> {
                    while (connection.readRequest()) {
                        connection.send(EVENTS + chunk);
                    }
                });
                TestEdge edge = TestEdge.before(blue);
                RawClient client = edge.connect().get("/")) {
            client.readHead();
            assertThat(client.readExactly(chunk.length())).isEqualTo(chunk);

            edge.upstream("blue").leave(SOON);

            assertThat(client.readExactly(5)).isEqualTo("0\r\n\r\n");
            assertThat(edge.heard().awaitOutcome()).isEqualTo(Outcome.ANSWERED);
            // The browser may come back on the same connection.
            assertThat(client.get("/again").readHead()).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void aStreamOfEventsIsNotEndedInTheMiddleOfOne() throws IOException {
        try (RawUpstream blue = RawUpstream.of(connection -> {
                    connection.readHead();
                    connection.send(EVENTS + "8\r\ndata: 1\n\r\n");
                    connection.readToEnd();
                });
                TestEdge edge = TestEdge.before(blue);
                RawClient client = edge.connect().get("/")) {
            client.readHead();
            client.readExactly(13);
            edge.upstream("blue").leave(Duration.ZERO);
            await().until(() -> isAsked(edge));
            assertThat(edge.upstream("blue").inFlight()).isEqualTo(1);
            blue.connection(0).send("8\r\ndata: 2\n\r\n");
            assertThat(client.readExactly(13)).isEqualTo("8\r\ndata: 2\n\r\n");
            blue.connection(0).send("1\r\n\n\r\n");
            assertThat(client.readExactly(11)).isEqualTo("1\r\n\n\r\n0\r\n\r\n");
        }
    }

    @Test
    void aStreamThatEndsByClosingIsClosedInOrder() throws IOException {
        try (RawUpstream blue = RawUpstream.of(connection -> {
                    connection.readHead();
                    connection.send(
                            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\n\r\ndata: 1\n\n");
                    connection.readToEnd();
                });
                TestEdge edge = TestEdge.before(blue);
                RawClient client = edge.connect().get("/")) {
            client.readHead();
            client.readExactly(9);
            edge.upstream("blue").leave(SOON);
            assertThat(client.readToEnd()).isEmpty();
            assertThat(edge.heard().awaitOutcome()).isEqualTo(Outcome.ANSWERED);
        }
    }

    @Test
    void anEncodedStreamCannotBeSeenIntoAndIsCut() throws Exception {
        try (RawUpstream blue = RawUpstream.of(connection -> {
                    connection.readHead();
                    connection.send(EVENTS.replace("Transfer", "Content-Encoding: gzip\r\nTransfer") + "2\r\n\n\n\r\n");
                    connection.readToEnd();
                });
                TestEdge edge = TestEdge.before(blue);
                RawClient client = edge.connect().get("/")) {
            client.readHead();
            CompletableFuture<Integer> drained =
                    edge.edge().drain(Duration.ofMillis(400), IDLE).toCompletableFuture();
            await().until(drained::isDone);
            assertThat(drained.get()).isEqualTo(1);
        }
    }

    @Test
    void anOrdinaryAnswerIsNotShortened() throws Exception {
        try (RawUpstream blue = RawUpstream.of(connection -> {
                    connection.readHead();
                    connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n\n\n\r\n");
                    connection.readToEnd();
                });
                TestEdge edge = TestEdge.before(blue);
                RawClient client = edge.connect().get("/")) {
            client.readHead();
            CompletableFuture<Integer> drained = edge.edge().drain(LATE, IDLE).toCompletableFuture();
            await().until(() -> isAsked(edge));
            blue.connection(0).send("1\r\nx\r\n0\r\n\r\n");
            assertThat(client.readToEnd()).isEqualTo("2\r\n\n\n\r\n1\r\nx\r\n0\r\n\r\n");
            client.leave();
            await().until(drained::isDone);
            assertThat(drained.get()).isZero();
        }
    }

    @Test
    void aStopAsksAllOfThemWithinHalfOfTheDeadline() throws Exception {
        try (RawUpstream blue = webSocket(HELLO);
                TestEdge edge = TestEdge.before(blue)) {
            List<RawClient> clients = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                clients.add(upgraded(edge));
            }
            CompletableFuture<Integer> drained =
                    edge.edge().drain(Duration.ofSeconds(12), IDLE).toCompletableFuture();
            for (RawClient client : clients) {
                assertThat(client.readExactly(HELLO.length() + GOING_AWAY.length()))
                        .isEqualTo(HELLO + GOING_AWAY);
                client.send(MASKED_CLOSE);
                assertThat(client.isEnded()).isTrue();
                client.leave();
            }
            await().until(drained::isDone);
            assertThat(drained.get()).isZero();
        }
    }

    @Test
    void whoeverTheKernelHadLetInIsServed() throws Exception {
        try (RawUpstream blue = RawUpstream.answering(RawUpstream.OK);
                TestEdge edge = TestEdge.before(blue)) {
            List<RawClient> clients = new ArrayList<>();
            CompletableFuture<Integer> drained = new CompletableFuture<>();
            for (int i = 0; i < 300; i++) {
                clients.add(edge.connect().get("/" + i));
            }
            edge.edge().drain(LATE, IDLE).thenAccept(drained::complete);
            for (RawClient client : clients) {
                assertThat(client.readReply().status()).isEqualTo(200);
                client.leave();
            }
            await().until(drained::isDone);
            assertThat(drained.get()).isZero();
        }
    }
}
