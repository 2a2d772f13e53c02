package io.dimmer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dimmer.exchange.Outcome;
import io.dimmer.exchange.VersionState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that leave or stand still, and versions that are taken away: how running requests end. */
@ExtendWith(NoLeaks.class)
class EndingsIT {
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aClientThatLeavesEndsTheAttempt(boolean reset) throws IOException {
        try (RawUpstream blue = RawUpstream.of(RawUpstream.Connection::readToEnd);
                TestEdge edge = TestEdge.before(blue);
                RawClient client = edge.connect()) {
            client.get("/");
            blue.connection(0).readUntilSoon("\r\n\r\n");
            if (reset) {
                client.reset();
            } else {
                client.leave();
            }
            assertThat(edge.heard().awaitEnded(1).get(0).outcome()).isEqualTo(Outcome.CLIENT_GONE);
            assertThat(edge.heard().events())
                    .containsExactly("assigned 0 hash", "attempt client_gone", "ended client_gone 0");
            blue.connection(0).awaitEnd();
            assertThat(edge.upstream("blue").inFlight()).isZero();
        }
    }

    @Test
    void aClientThatLeavesInItsBodyEndsTheAttempt() throws IOException {
        try (RawUpstream blue = RawUpstream.of(RawUpstream.Connection::readToEnd);
                TestEdge edge = TestEdge.before(blue)) {
            try (RawClient client = edge.connect()) {
                client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nabc");
                blue.connection(0).readUntilSoon("abc");
            }
            assertThat(edge.heard().awaitOutcome()).isEqualTo(Outcome.CLIENT_GONE);
            blue.connection(0).awaitEnd();
        }
    }

    @Test
    void slowClientsAreTold() throws IOException {
        // The idle time runs from the connect to the first byte as well.
        String limits = "\nlimits: {headerTimeout: 200ms, idleTimeout: 3s}";
        try (RawUpstream blue = RawUpstream.of(RawUpstream.Connection::readToEnd);
                TestEdge edge = TestEdge.start(
                        "services: {shop: {versions: {blue: {endpoints: [" + blue.endpoint() + "]}}}}" + limits);
                RawClient idle = edge.connect();
                RawClient inHead = edge.connect();
                RawClient inBody = edge.connect()) {
            inHead.send("GET / HT");
            inBody.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nabc");
            assertThat(inHead.readReply().status()).isEqualTo(408);
            assertThat(inHead.isEnded()).isTrue();
            assertThat(inBody.readReply().status()).isEqualTo(408);
            assertThat(idle.isEnded()).isTrue();
            assertThat(edge.heard().awaitEnded(2))
                    .extracting(Recording.Ended::outcome)
                    .containsExactly(Outcome.CLIENT_TIMEOUT, Outcome.CLIENT_TIMEOUT);
        }
    }

    @Test
    void aClientThatDoesNotTakeItsAnswerIsLetGo() throws IOException {
        try (RawUpstream blue = RawUpstream.of(connection -> {
                    connection.readRequest();
                    connection.send("HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n");
                    byte[] piece = new byte[64 * 1024];
                    for (int i = 0; i < 15_000; i++) {
                        connection.send(piece);
                    }
                });
                TestEdge edge = TestEdge.start("services: {shop: {versions: {blue: {endpoints: [" + blue.endpoint()
                        + "]}}}}\nlimits: {idleTimeout: 3s}");
                RawClient client =
                        RawClient.slow(new InetSocketAddress(InetAddress.getLoopbackAddress(), edge.port()), 8192)) {
            client.get("/").readHead();
            assertThat(edge.heard().awaitEnded(1).get(0))
                    .isEqualTo(new Recording.Ended(Outcome.CLIENT_TIMEOUT, 200, 200, 0, false, false, false));
            assertThat(edge.upstream("blue").inFlight()).isZero();
        }
    }

    @Test
    void runningRequestsFinishWhileTheirVersionDrains() throws IOException {
        CountDownLatch go = new CountDownLatch(1);
        try (RawUpstream canary = RawUpstream.of(connection -> {
                    connection.readRequest();
                    await().until(() -> go.getCount() == 0);
                    connection.send("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\ncanary");
                    connection.readToEnd();
                });
                RawUpstream blue = RawUpstream.answering(RawUpstream.OK);
                TestEdge edge = TestEdge.start("services: {shop: {stable: blue, versions: {blue: {endpoints: ["
                        + blue.endpoint() + "], weight: 0}, canary: {endpoints: [" + canary.endpoint()
                        + "], weight: 1}}}}");
                RawClient early = edge.connect();
                RawClient late = edge.connect()) {
            early.get("/");
            await().until(() -> edge.upstream("canary").inFlight() == 1);
            edge.state("canary", VersionState.DRAIN);
            assertThat(late.get("/").readReply().field("X-Dimmer-Outcome")).isEqualTo("no_version");
            assertThat(late.get("/", "X-Dimmer-Version: blue").readReply().body())
                    .isEqualTo("ok");
            go.countDown();
            assertThat(early.readReply().body()).isEqualTo("canary");
            await().until(() -> edge.upstream("canary").inFlight() == 0);
        }
    }

    @Test
    void theWholeTimeIsLimitedWhereWanted() throws IOException {
        try (RawUpstream blue = RawUpstream.of(connection -> {
                    connection.readRequest();
                    connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc");
                    connection.readToEnd();
                });
                RawUpstream silent = RawUpstream.of(RawUpstream.Connection::readToEnd)) {
            // Time enough for the answer to begin.
            try (TestEdge edge = TestEdge.before(blue, "timeouts: {total: 3s}");
                    RawClient client = edge.connect()) {
                client.get("/");
                client.readHead();
                assertThat(edge.heard().awaitEnded(1).get(0).outcome()).isEqualTo(Outcome.DEADLINE_SPENT);
                assertThat(edge.heard().ended().get(0).status()).isEqualTo(200);
            }
            try (TestEdge edge = TestEdge.before(silent, "timeouts: {total: 300ms}");
                    RawClient client = edge.connect()) {
                assertThat(client.get("/").readReply().status()).isEqualTo(504);
            }
        }
    }

    @Test
    void cutEndsWhatRunsAndNothingElse() throws IOException {
        try (RawUpstream blue = RawUpstream.of(connection -> {
                    connection.readRequest();
                    if (connection.text().contains("/begun")) {
                        connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc");
                    }
                    connection.readToEnd();
                });
                TestEdge edge = TestEdge.before(blue);
                RawClient waiting = edge.connect();
                RawClient reading = edge.connect()) {
            waiting.get("/silent");
            reading.get("/begun").readHead();
            await().until(() -> edge.upstream("blue").inFlight() == 2);
            edge.state("blue", VersionState.MAINT);
            edge.upstream("blue").cut(Outcome.DRAIN_CUT);
            RawClient.Reply reply = waiting.readReply();
            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.field("X-Dimmer-Outcome")).isEqualTo("drain_cut");
            assertThat(edge.heard().awaitEnded(2)).allMatch(e -> e.outcome() == Outcome.DRAIN_CUT);
            assertThat(edge.upstream("blue").inFlight()).isZero();
            assertThat(waiting.get("/").readReply().field("X-Dimmer-Outcome")).isEqualTo("no_version");
        }
    }
}
