package io.dimmer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dimmer.exchange.Outcome;
import io.netty.buffer.PoolArenaMetric;
import io.netty.buffer.PooledByteBufAllocator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tunnels pass everything, as fast as the slower side takes it, and end as their two sides end them. */
@ExtendWith(NoLeaks.class)
class TunnelIT {
    private static final int MIB = 1024 * 1024;
    private static final long BODY = 128L * MIB;

    /** What may be under way at once: buffers of two kernels' sockets, and little of ours. */
    private static final long UNDER_WAY = 48L * MIB;

    private static final long OURS = 12L * MIB;
    private static final Tuning UNGUARDED = new Tuning(Integer.MAX_VALUE, 100, Tuning.DEFAULT.grace());
    private static final String SWITCH =
            "HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n";
    private static final String HELLO = "\u0081\u0005hello";
    private static final String MASKED_HELLO = "\u0081\u0085\u0000\u0000\u0000\u0000hello";
    private static final String NORMAL_CLOSE = "\u0088\u0002\u0003\u00e8";
    private static final String MASKED_CLOSE = "\u0088\u0082\u0000\u0000\u0000\u0000\u0003\u00e8";

    private final AtomicLong written = new AtomicLong();

    private static long memory() {
        return PooledByteBufAllocator.DEFAULT.metric().directArenas().stream()
                .mapToLong(PoolArenaMetric::numActiveBytes)
                .sum();
    }

    private static String services(RawUpstream upstream) {
        return "services: {shop: {versions: {blue: {endpoints: [" + upstream.endpoint() + "]}}}}";
    }

    private static RawClient upgrade(RawClient client) throws IOException {
        client.get("/", "Connection: Upgrade", "Upgrade: websocket");
        assertThat(client.readHead()).startsWith("HTTP/1.1 101");
        return client;
    }

    private static RawClient slow(TestEdge edge) throws IOException {
        return upgrade(RawClient.slow(new InetSocketAddress(InetAddress.getLoopbackAddress(), edge.port()), 8192));
    }

    private void awaitStandstill() {
        await().until(() -> written.get() > 0);
        AtomicLong before = new AtomicLong(-1);
        await().pollInterval(Duration.ofMillis(300))
                .atMost(Duration.ofSeconds(60))
                .until(() -> before.getAndSet(written.get()) == written.get());
    }

    /** One that switches and sends a frame of that many bytes. */
    private RawUpstream sending() throws IOException {
        return RawUpstream.of(connection -> {
            connection.readHead();
            connection.send(SWITCH + "\u0082\u007f\u0000\u0000\u0000\u0000\u0008\u0000\u0000\u0000");
            byte[] piece = new byte[64 * 1024];
            while (written.get() < BODY) {
                connection.send(piece);
                written.addAndGet(piece.length);
            }
            connection.readToEnd();
        });
    }

    @Test
    void aClientThatDoesNotReadStopsTheUpstream() throws IOException {
        long before = memory();
        try (RawUpstream blue = sending();
                TestEdge edge = TestEdge.start(services(blue));
                RawClient client = slow(edge)) {
            awaitStandstill();
            assertThat(written.get()).isLessThan(UNDER_WAY);
            assertThat(memory() - before).isLessThan(OURS);
            // The goodbye has to wait for the end of the frame, and is not forgotten meanwhile.
            edge.upstream("blue").leave(Duration.ZERO);
            client.readExactly(10);
            long read = 0;
            byte[] into = new byte[256 * 1024];
            while (read < BODY) {
                read += client.read(into, (int) Math.min(into.length, BODY - read));
                assertThat(memory() - before).isLessThan(OURS);
            }
            assertThat(client.readExactly(4)).isEqualTo("\u0088\u0002\u0003\u00e9");
        }
    }

    @Test
    void withoutTheGuardTheProxyTakesItAll() throws IOException {
        long before = memory();
        try (RawUpstream blue = sending();
                TestEdge edge = TestEdge.start(services(blue), 1, UNGUARDED);
                RawClient client = slow(edge)) {
            await().atMost(Duration.ofSeconds(60)).until(() -> written.get() >= BODY);
            assertThat(memory() - before).isGreaterThan(BODY / 2);
            client.reset();
        }
    }

    @Test
    void anUpstreamThatDoesNotReadStopsTheClient() throws IOException {
        CompletableFuture<Void> go = new CompletableFuture<>();
        AtomicLong taken = new AtomicLong();
        long before = memory();
        try (RawUpstream blue = RawUpstream.of(connection -> {
                    connection.readHead();
                    connection.send(SWITCH);
                    go.join();
                    byte[] into = new byte[256 * 1024];
                    while (taken.get() < BODY) {
                        taken.addAndGet(connection.socket().getInputStream().read(into));
                    }
                    connection.readToEnd();
                });
                TestEdge edge = TestEdge.start(services(blue));
                RawClient client = upgrade(edge.connect())) {
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> send(client));
            awaitStandstill();
            assertThat(written.get()).isLessThan(UNDER_WAY);
            assertThat(memory() - before).isLessThan(OURS);
            go.complete(null);
            sending.join();
            await().atMost(Duration.ofSeconds(60)).until(() -> taken.get() >= BODY);
            assertThat(memory() - before).isLessThan(OURS);
        }
    }

    private void send(RawClient client) {
        try {
            client.send("\u0082\u00ff\u0000\u0000\u0000\u0000\u0008\u0000\u0000\u0000\u0000\u0000\u0000\u0000");
            byte[] piece = new byte[64 * 1024];
            while (written.get() < BODY) {
                client.send(piece);
                written.addAndGet(piece.length);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void bothDirectionsAtOnceKeepTheirBytes() throws IOException {
        byte[] bytes = new byte[8 * MIB];
        new Random(1).nextBytes(bytes);
        String sent = new String(bytes, StandardCharsets.ISO_8859_1);
        CompletableFuture<String> heard = new CompletableFuture<>();
        try (RawUpstream blue = RawUpstream.of(connection -> {
                    connection.readHead();
                    connection.send(SWITCH.replace("websocket", "raw"));
                    CompletableFuture<Void> answer = CompletableFuture.runAsync(() -> {
                        try {
                            connection.send(bytes);
                            connection.endOutput();
                        } catch (IOException e) {
                            heard.completeExceptionally(e);
                        }
                    });
                    byte[] all = connection.socket().getInputStream().readAllBytes();
                    answer.join();
                    heard.complete(new String(all, StandardCharsets.ISO_8859_1));
                });
                TestEdge edge = TestEdge.before(blue);
                RawClient client = edge.connect().get("/", "Connection: Upgrade", "Upgrade: raw")) {
            client.readHead();
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> {
                try {
                    client.send(bytes).endOutput();
                } catch (IOException e) {
                    heard.completeExceptionally(e);
                }
            });
            assertThat(client.readToEnd()).isEqualTo(sent);
            sending.join();
            assertThat(heard.join()).isEqualTo(sent);
            assertThat(edge.heard().awaitOutcome()).isEqualTo(Outcome.ANSWERED);
        }
    }

    @Test
    void aClientThatHasBegunToCloseGetsTheUpstreamsAnswerAndNoSecondGoodbye() throws IOException {
        try (RawUpstream blue = RawUpstream.of(connection -> {
                    connection.readHead();
                    connection.send(SWITCH + HELLO);
                    connection.readToEnd();
                });
                TestEdge edge = TestEdge.before(blue);
                RawClient client = upgrade(edge.connect())) {
            client.readExactly(HELLO.length());
            client.send(MASKED_HELLO + MASKED_CLOSE);
            blue.connection(0).readUntilSoon(MASKED_HELLO + MASKED_CLOSE);

            edge.upstream("blue").leave(Duration.ZERO);
            // The loop has run what asks: a task that it was given afterwards has run too.
            CompletableFuture.runAsync(() -> {}, edge.edge().executors().get(0)).join();
            CompletableFuture.runAsync(() -> {}, edge.edge().executors().get(0)).join();
            blue.connection(0).send(HELLO + NORMAL_CLOSE);
            blue.connection(0).endOutput();

            assertThat(client.readToEnd()).isEqualTo(HELLO + NORMAL_CLOSE);
            client.leave();
            assertThat(edge.heard().awaitOutcome()).isEqualTo(Outcome.ANSWERED);
        }
    }

    @Test
    void anUpstreamThatBreaksAfterItsGoodbyeLosesNothingOfItAndIsNotBlamed() throws IOException {
        try (RawUpstream blue = RawUpstream.of(connection -> {
                    connection.readHead();
                    connection.send(SWITCH + HELLO + NORMAL_CLOSE);
                    connection.readUntil(MASKED_HELLO);
                    connection.reset();
                });
                TestEdge edge = TestEdge.before(blue);
                RawClient client = upgrade(edge.connect())) {
            assertThat(client.readExactly(HELLO.length() + NORMAL_CLOSE.length()))
                    .isEqualTo(HELLO + NORMAL_CLOSE);
            client.send(MASKED_HELLO);
            assertThat(client.isEnded()).isTrue();
            assertThat(edge.heard().awaitOutcome()).isEqualTo(Outcome.ANSWERED);
        }
    }

    @Test
    void anUpstreamThatBreaksBehindAClientThatLeftIsNotBlamed() throws IOException {
        try (RawUpstream blue = RawUpstream.of(connection -> {
                    connection.readHead();
                    connection.send(SWITCH + HELLO);
                    connection.readToEnd();
                    connection.reset();
                });
                TestEdge edge = TestEdge.before(blue);
                RawClient client = upgrade(edge.connect())) {
            client.readExactly(HELLO.length());
            client.endOutput();
            assertThat(client.isEnded()).isTrue();
            assertThat(edge.heard().awaitOutcome()).isEqualTo(Outcome.ANSWERED);
        }
    }

    @Test
    void anUpstreamThatBreaksWithoutAGoodbyeIsBlamedAndTheClientNotices() throws IOException {
        try (RawUpstream blue = RawUpstream.of(connection -> {
                    connection.readHead();
                    connection.send(SWITCH + HELLO);
                    connection.readUntil(MASKED_HELLO);
                    connection.reset();
                });
                TestEdge edge = TestEdge.before(blue);
                RawClient client = upgrade(edge.connect())) {
            client.readExactly(HELLO.length());
            client.send(MASKED_HELLO);
            assertThat(client.isCut()).isTrue();
            assertThat(edge.heard().awaitOutcome()).isEqualTo(Outcome.RESPONSE_TRUNCATED);
        }
    }
}
