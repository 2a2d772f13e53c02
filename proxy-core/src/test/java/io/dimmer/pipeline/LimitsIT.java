package io.dimmer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dimmer.exchange.Outcome;
import io.dimmer.listen.limit.Limit;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each limit on what a client may cost, met; and its twin, the same client where the limit is not. */
@ExtendWith(NoLeaks.class)
class LimitsIT {
    private static final String POST = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\n";
    private static final long MIB = 1024L * 1024;

    /** What a client that does not read makes us hold at least: below that we read on for it. */
    private static final long HOARD = 32L * 1024;

    private RawUpstream upstream;

    @BeforeEach
    void start() throws IOException {
        upstream = RawUpstream.answering(RawUpstream.OK);
    }

    @AfterEach
    void stop() throws IOException {
        upstream.close();
    }

    private TestEdge limited(String limits) throws IOException {
        return limited(upstream, limits);
    }

    private static TestEdge limited(RawUpstream to, String limits) throws IOException {
        return TestEdge.start(
                "services: {shop: {versions: {blue: {endpoints: [" + to.endpoint() + "]}}}}\nlimits: {" + limits + "}");
    }

    private static void assertRefused(RawClient client, Limit limit) throws IOException {
        RawClient.Reply reply = client.readReply();
        assertThat(reply.status()).isEqualTo(limit.outcome().status());
        assertThat(reply.field("X-Dimmer-Outcome")).isEqualTo(limit.outcome().word());
        assertThat(client.isEnded()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "MAX_REQUEST_LINE, maxRequestLine: 64B, maxRequestLine: 1KiB",
        "MAX_HEADER_BYTES, maxHeaderBytes: 256B, maxHeaderBytes: 4KiB",
        "MAX_HEADER_COUNT, maxHeaderCount: 3, maxHeaderCount: 4",
        "MAX_BODY, maxBody: 3B, maxBody: 4B",
    })
    void aRequestThatIsTooLargeIsRefused(Limit limit, String small, String large) throws IOException {
        String request = "POST /" + "x".repeat(64) + " HTTP/1.1\r\nHost: a\r\nX-A: " + "a".repeat(256)
                + "\r\nX-B: b\r\nContent-Length: 4\r\n\r\nbody";
        try (TestEdge edge = limited(small);
                RawClient client = edge.connect()) {
            client.send(request);
            assertRefused(client, limit);
            assertThat(edge.heard().awaitOutcome()).isEqualTo(limit.outcome());
            assertThat(edge.timesMet(limit)).isEqualTo(1);
            assertThat(upstream.connections()).isZero();
        }
        try (TestEdge edge = limited(large);
                RawClient client = edge.connect()) {
            assertThat(client.send(request).readReply().status()).isEqualTo(200);
            assertThat(edge.timesMet(limit)).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "HEADER_TIMEOUT, headerTimeout: 300ms, 'POST / HTT', 'P/1.1\r\nHost: a\r\n\r\n'",
        "FIRST_BODY_BYTE_TIMEOUT, firstBodyByteTimeout: 300ms, '" + POST + "', body",
        "IDLE_TIMEOUT, idleTimeout: 3s, '" + POST + "b', ody",
        "MIN_BODY_RATE, 'firstBodyByteTimeout: 300ms, minBodyRate: 1MB/s', '" + POST + "b', ody",
    })
    void aClientThatIsTooSlowIsToldAndOthersMayTakeTheirTime(Limit limit, String limits, String half, String rest)
            throws IOException {
        try (TestEdge edge = limited(limits);
                TestEdge patient = limited("maxHeaderCount: 20");
                RawClient slow = edge.connect();
                RawClient twin = patient.connect()) {
            twin.send(half);
            slow.send(half);
            assertRefused(slow, limit);
            assertThat(edge.heard().awaitOutcome()).isEqualTo(Outcome.CLIENT_TIMEOUT);
            assertThat(edge.timesMet(limit)).isEqualTo(1);
            assertThat(twin.send(rest).readReply().status()).isEqualTo(200);
            assertThat(patient.timesMet(limit)).isZero();
        }
    }

    @Test
    void aBodyThatTricklesIsTooSlowThoughEachByteIsInTime() throws IOException {
        try (TestEdge edge = limited("firstBodyByteTimeout: 300ms, minBodyRate: 1KiB/s, idleTimeout: 10s");
                RawClient client = edge.connect()) {
            client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n");
            await().until(() -> {
                client.send("x");
                return edge.timesMet(Limit.MIN_BODY_RATE) == 1;
            });
            assertThat(edge.heard().awaitOutcome()).isEqualTo(Outcome.CLIENT_TIMEOUT);
        }
    }

    @Test
    void aClientThatWaitsForItsUpstreamIsNotTooSlow() throws IOException {
        byte[] body = new byte[4 * 1024 * 1024];
        try (RawUpstream stubborn = RawUpstream.of(connection -> {
                    connection.readHead();
                    connection.read();
                    await().until(() -> connection.text().endsWith("go on") || goesOn(connection));
                    connection.send(RawUpstream.OK);
                    connection.readToEnd();
                });
                TestEdge edge = limited(stubborn, "firstBodyByteTimeout: 3s, minBodyRate: 100MB/s");
                RawClient patient = edge.connect();
                RawClient slow = edge.connect()) {
            Thread sending = new Thread(() -> send(patient, body), "sending");
            sending.start();
            slow.send(POST + "b");
            assertThat(slow.readReply().status()).isEqualTo(408);
            going = true;
            assertThat(patient.readReply().status()).isEqualTo(200);
            assertThat(edge.timesMet(Limit.MIN_BODY_RATE)).isEqualTo(1);
        }
    }

    private volatile boolean going;

    /** Reads on once it may. */
    private boolean goesOn(RawUpstream.Connection connection) throws IOException {
        if (going) {
            connection.socket().getInputStream().readNBytes(1024);
        }
        return going;
    }

    private static void send(RawClient client, byte[] body) {
        try {
            client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + body.length + "\r\n\r\n");
            client.send(body);
        } catch (IOException closed) {
            assertThat(closed).isNotNull();
        }
    }

    @Test
    void whoWaitsFor100IsNotHeldToTheFirstByte() throws IOException {
        try (RawUpstream late = RawUpstream.of(connection -> {
                    boolean expects = connection.readHead().contains("Expect");
                    if (expects) {
                        await().until(() -> going);
                    }
                    connection.send("HTTP/1.1 100 Continue\r\n\r\n");
                    connection.readBytes(4);
                    connection.send(RawUpstream.OK);
                    connection.readToEnd();
                });
                TestEdge edge = limited(late, "firstBodyByteTimeout: 3s");
                RawClient expecting = edge.connect();
                RawClient slow = edge.connect()) {
            expecting.send("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");
            slow.send(POST);
            assertThat(slow.readHead()).startsWith("HTTP/1.1 100");
            assertThat(slow.readReply().status()).isEqualTo(408);
            going = true;
            assertThat(expecting.readHead()).startsWith("HTTP/1.1 100");
            assertThat(expecting.send("body").readReply().status()).isEqualTo(200);
        }
    }

    @Test
    void aConnectionEndsInOrderAfterItsLastRequest() throws IOException {
        try (TestEdge edge = limited("requestsPerConnection: 2");
                RawClient client = edge.connect()) {
            assertThat(client.get("/").readReply().field("Connection")).isEmpty();
            client.get("/").get("/third");
            RawClient.Reply last = client.readReply();
            assertThat(last.status()).isEqualTo(200);
            assertThat(last.field("Connection")).isEqualTo("close");
            assertThat(client.isEnded()).isTrue();
            assertThat(edge.timesMet(Limit.REQUESTS_PER_CONNECTION)).isEqualTo(1);
            assertThat(edge.heard().awaitEnded(2)).hasSize(2).allMatch(e -> e.outcome() == Outcome.ANSWERED);
        }
        try (TestEdge edge = limited("maxHeaderCount: 20");
                RawClient client = edge.connect()) {
            for (int request = 0; request < 5; request++) {
                assertThat(client.get("/").readReply().field("Connection")).isEmpty();
            }
        }
    }

    @Test
    void oneConnectionTooManyIsToldAndTheOthersGoOn() throws IOException {
        try (TestEdge edge = limited("connections: 2");
                RawClient first = edge.connect();
                RawClient second = edge.connect()) {
            assertThat(first.get("/").readReply().status()).isEqualTo(200);
            assertThat(second.get("/").readReply().status()).isEqualTo(200);
            try (RawClient third = edge.connect()) {
                assertRefused(third, Limit.CONNECTIONS);
            }
            assertThat(edge.timesMet(Limit.CONNECTIONS)).isEqualTo(1);
            assertThat(edge.heard().ended())
                    .extracting(Recording.Ended::outcome)
                    .contains(Outcome.NO_CAPACITY);
            assertThat(first.get("/").readReply().status()).isEqualTo(200);
            second.leave();
            await().until(() -> isServed(edge));
        }
        try (TestEdge edge = limited("connections: 3");
                RawClient first = edge.connect();
                RawClient second = edge.connect()) {
            first.get("/").readReply();
            second.get("/").readReply();
            assertThat(isServed(edge)).isTrue();
        }
    }

    private static boolean isBegun(TestEdge edge) throws IOException {
        try (RawClient next = edge.connect()) {
            return next.get("/").readHead().startsWith("HTTP/1.1 200");
        }
    }

    private static boolean isServed(TestEdge edge) throws IOException {
        try (RawClient next = edge.connect()) {
            return next.get("/").readReply().status() == 200;
        }
    }

    @Test
    void moreRefusedConnectionsThanCanBeToldAreReset() throws IOException {
        List<RawClient> crowd = new ArrayList<>();
        try (TestEdge edge = limited("connections: 1");
                RawClient first = edge.connect()) {
            assertThat(first.get("/").readReply().status()).isEqualTo(200);
            for (int i = 0; i < 200; i++) {
                crowd.add(edge.connect());
            }
            await().until(() -> edge.timesMet(Limit.CONNECTIONS) == 200);
            // None of the crowd closes its side: only those who may be told are still there.
            await().until(() -> edge.connections() <= 1 + 64);
            assertThat(first.get("/").readReply().status()).isEqualTo(200);
        } finally {
            for (RawClient each : crowd) {
                each.close();
            }
        }
    }

    @Test
    void oneAddressCannotTakeAllConnections() throws IOException {
        try (TestEdge edge = limited("connectionsPerAddress: 1");
                RawClient mine = edge.connect()) {
            assertThat(mine.get("/").readReply().status()).isEqualTo(200);
            try (RawClient again = edge.connect()) {
                assertRefused(again, Limit.CONNECTIONS_PER_ADDRESS);
            }
            try (RawClient other = RawClient.from("127.0.0.2", edge.address())) {
                assertThat(other.get("/").readReply().status()).isEqualTo(200);
            }
            assertThat(edge.timesMet(Limit.CONNECTIONS_PER_ADDRESS)).isEqualTo(1);
            mine.leave();
            await().until(() -> isServed(edge));
        }
    }

    @Test
    void aTrustedProxyMayBringManyConnections() throws IOException {
        try (TestEdge edge = TestEdge.start("services: {shop: {versions: {blue: {endpoints: [" + upstream.endpoint()
                        + "]}}}}\nlimits: {connectionsPerAddress: 1}\ntrustedProxies: [127.0.0.1]");
                RawClient first = edge.connect();
                RawClient second = edge.connect()) {
            assertThat(first.get("/").readReply().status()).isEqualTo(200);
            assertThat(second.get("/").readReply().status()).isEqualTo(200);
        }
    }

    /** Answers of 16 MiB, as fast as they are taken. */
    private static RawUpstream large() throws IOException {
        return RawUpstream.of(connection -> {
            byte[] piece = new byte[64 * 1024];
            while (connection.readRequest()) {
                connection.send("HTTP/1.1 200 OK\r\nContent-Length: 16777216\r\n\r\n");
                for (int i = 0; i < 256; i++) {
                    connection.send(piece);
                }
            }
        });
    }

    @Test
    void whereMemoryIsNotShortTheSameClientsHarmNobody() throws IOException {
        List<RawClient> hoarders = new ArrayList<>();
        try (RawUpstream large = large();
                TestEdge edge = limited(large, "memory: 1GiB")) {
            for (int i = 0; i < 30; i++) {
                RawClient next = RawClient.slow(edge.address(), 8192);
                hoarders.add(next);
                next.get("/").readHead();
            }
            await().until(() -> edge.edge().heldBytes() > MIB);
            assertThat(isBegun(edge)).isTrue();
            assertThat(edge.timesMet(Limit.MEMORY)).isZero();
            for (RawClient hoarder : hoarders) {
                hoarder.close();
            }
        }
    }

    /** Clients that do not read, until one of them is refused for what the others make us hold. */
    private static void hoard(TestEdge edge, List<RawClient> hoarders) throws IOException {
        while (hoarders.size() < 100
                && (edge.timesMet(Limit.MEMORY) == 0 || edge.edge().heldBytes() <= MIB)) {
            RawClient next = RawClient.slow(edge.address(), 8192);
            hoarders.add(next);
            next.get("/").readHead();
            // One at a time: until what it asked for is here, nobody can see that it is too much.
            long held = (hoarders.size() - edge.timesMet(Limit.MEMORY)) * HOARD;
            await().pollInterval(Duration.ofMillis(10)).until(() -> edge.edge().heldBytes() >= held);
        }
    }

    @Test
    void whenMemoryIsSpentNobodyNewIsServedAndWhatRunsGoesOn() throws IOException {
        try (RawUpstream large = large();
                TestEdge edge = limited(large, "memory: 1MiB");
                RawClient early = edge.connect()) {
            List<RawClient> hoarders = new ArrayList<>();
            try {
                hoard(edge, hoarders);
                RawClient.Reply reply = early.get("/").readReply();
                assertThat(reply.status()).isEqualTo(503);
                assertThat(reply.field("X-Dimmer-Outcome")).isEqualTo("shed");
                assertThat(reply.field("Retry-After")).isNotEmpty();
                assertThat(edge.edge().heldBytes()).isGreaterThan(MIB).isLessThan(4 * MIB);
                assertThat(hoarders.get(0).readExactly(16777216)).hasSize(16777216);
            } finally {
                for (RawClient hoarder : hoarders) {
                    hoarder.close();
                }
            }
            await().until(() -> isBegun(edge));
        }
    }

    @Test
    void aListenerHasLimitsOfItsOwn() throws IOException {
        try (TestEdge edge = TestEdge.start("services: {shop: {versions: {blue: {endpoints: [" + upstream.endpoint()
                        + "]}}}}\nstate: {dir: none}\nlimits: {maxBody: 3B}\n"
                        + "listeners:\n  - {name: edge, address: 127.0.0.1:0, limits: {maxBody: 4B}}\n"
                        + "  - {name: other, address: 127.0.0.1:0}\n");
                RawClient own = edge.connect();
                RawClient other = RawClient.to(edge.listen("other"))) {
            assertThat(own.send(POST + "body").readReply().status()).isEqualTo(200);
            other.send(POST + "body");
            assertRefused(other, Limit.MAX_BODY);
            assertThat(edge.timesMet(Limit.MAX_BODY)).isZero();
        }
    }
}
