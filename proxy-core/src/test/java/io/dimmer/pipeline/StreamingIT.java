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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Bodies go through in pieces: whoever is slow is waited for, and memory does not grow. */
@ExtendWith(NoLeaks.class)
class StreamingIT {
    private static final int MIB = 1024 * 1024;

    /** {@code -Ddimmer.stream.mib=2048} makes them larger; what may be held stays the same. */
    private static final long BODY = Long.getLong("dimmer.stream.mib", 256) * MIB;

    private static final long UNGUARDED_BODY = 256L * MIB;

    /** What may be under way at once: buffers of two kernels' sockets, and little of ours. */
    private static final long UNDER_WAY = 48L * MIB;

    private static final long OURS = 12L * MIB;
    private static final Tuning UNGUARDED = new Tuning(Integer.MAX_VALUE, 100, Tuning.DEFAULT.grace());

    private final AtomicLong written = new AtomicLong();

    /** Bytes of buffers in use, whatever the allocator keeps for later. */
    private static long memory() {
        return PooledByteBufAllocator.DEFAULT.metric().directArenas().stream()
                .mapToLong(PoolArenaMetric::numActiveBytes)
                .sum();
    }

    private static String services(RawUpstream upstream) {
        return "services: {shop: {versions: {blue: {endpoints: [" + upstream.endpoint() + "]}}}}";
    }

    private RawUpstream sending(long body) throws IOException {
        return RawUpstream.of(connection -> {
            connection.readRequest();
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: " + body + "\r\n\r\n");
            byte[] piece = new byte[64 * 1024];
            while (written.get() < body) {
                connection.send(piece);
                written.addAndGet(piece.length);
            }
            connection.readToEnd();
        });
    }

    private void awaitStandstill() {
        await().until(() -> written.get() > 0);
        AtomicLong before = new AtomicLong(-1);
        await().pollInterval(Duration.ofMillis(300))
                .atMost(Duration.ofSeconds(60))
                .until(() -> before.getAndSet(written.get()) == written.get());
    }

    @Test
    void aClientThatDoesNotReadStopsTheUpstream() throws IOException {
        try (RawUpstream blue = sending(BODY);
                TestEdge edge = TestEdge.start(services(blue));
                RawClient client =
                        RawClient.slow(new InetSocketAddress(InetAddress.getLoopbackAddress(), edge.port()), 8192)) {
            long before = memory();
            client.get("/").readHead();
            awaitStandstill();
            assertThat(written.get()).isLessThan(UNDER_WAY);
            assertThat(memory() - before).isLessThan(OURS);
            long most = readAll(client, before);
            assertThat(most).isLessThan(OURS);
            assertThat(edge.heard().awaitOutcome()).isEqualTo(Outcome.ANSWERED);
        }
    }

    private static long readAll(RawClient client, long before) throws IOException {
        byte[] into = new byte[256 * 1024];
        long most = 0;
        long read = 0;
        while (read < BODY) {
            int some = client.read(into);
            assertThat(some).isPositive();
            read += some;
            most = Math.max(most, memory() - before);
        }
        return most;
    }

    @Test
    void withoutTheGuardTheProxyTakesItAll() throws IOException {
        try (RawUpstream blue = sending(UNGUARDED_BODY);
                TestEdge edge = TestEdge.start(services(blue), 1, UNGUARDED);
                RawClient client =
                        RawClient.slow(new InetSocketAddress(InetAddress.getLoopbackAddress(), edge.port()), 8192)) {
            long before = memory();
            client.get("/").readHead();
            await().atMost(Duration.ofSeconds(60)).until(() -> written.get() >= UNGUARDED_BODY);
            assertThat(memory() - before).isGreaterThan(UNGUARDED_BODY / 2);
        }
    }

    @Test
    void anUpstreamThatDoesNotReadStopsTheClient() throws IOException {
        CountDownLatch go = new CountDownLatch(1);
        AtomicLong taken = new AtomicLong();
        try (RawUpstream blue = RawUpstream.of(connection -> {
                    connection.readHead();
                    await().atMost(Duration.ofSeconds(60)).until(() -> go.getCount() == 0);
                    byte[] into = new byte[256 * 1024];
                    while (taken.get() < BODY) {
                        taken.addAndGet(connection.socket().getInputStream().read(into));
                    }
                    connection.send(RawUpstream.OK);
                    connection.readToEnd();
                });
                TestEdge edge = TestEdge.start(services(blue));
                RawClient client = edge.connect()) {
            long before = memory();
            CompletableFuture<Void> upload = CompletableFuture.runAsync(() -> upload(client));
            awaitStandstill();
            assertThat(written.get()).isLessThan(UNDER_WAY);
            assertThat(memory() - before).isLessThan(OURS);
            go.countDown();
            // First of all the sending: a client waits for its answer for no longer than usual.
            upload.join();
            assertThat(client.readReply().body()).isEqualTo("ok");
            assertThat(taken.get()).isEqualTo(BODY);
            assertThat(memory() - before).isLessThan(OURS);
        }
    }

    private void upload(RawClient client) {
        try {
            client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + BODY + "\r\n\r\n");
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
    void aClientThatPipelinesAndDoesNotReadIsServedNoFurther() throws IOException {
        int requests = 20_000;
        String answer = "HTTP/1.1 200 OK\r\nContent-Length: 10000\r\n\r\n" + "x".repeat(10_000);
        try (RawUpstream blue = RawUpstream.of(connection -> {
                    while (connection.readRequest()) {
                        connection.send(answer);
                        written.addAndGet(answer.length());
                    }
                });
                TestEdge edge = TestEdge.start(services(blue));
                RawClient client =
                        RawClient.slow(new InetSocketAddress(InetAddress.getLoopbackAddress(), edge.port()), 8192)) {
            long before = memory();
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> {
                try {
                    client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n".repeat(requests));
                } catch (IOException e) {
                    written.addAndGet(0);
                }
            });
            awaitStandstill();
            assertThat(written.get()).isLessThan(UNDER_WAY);
            assertThat(memory() - before).isLessThan(OURS);
            client.leave();
            sending.join();
            await().until(() -> edge.upstream("blue").inFlight() == 0);
        }
    }

    @Test
    void idleConnectionsHoldNoBuffers() throws IOException {
        int count = 500;
        List<RawClient> clients = new ArrayList<>();
        try (RawUpstream blue = RawUpstream.answering(RawUpstream.OK);
                TestEdge edge = TestEdge.start(services(blue))) {
            long before = memory();
            for (int i = 0; i < count; i++) {
                RawClient client = edge.connect();
                clients.add(client);
                client.get("/").readReply();
            }
            // A read buffer alone is 4 KiB.
            await().until(() -> memory() - before < count * 1024L);
        } finally {
            for (RawClient client : clients) {
                client.leave();
            }
        }
    }

    @Test
    void aSmallMessageIsOneWrite() throws IOException {
        List<String> reads = new CopyOnWriteArrayList<>();
        try (RawUpstream blue = RawUpstream.of(connection -> {
                    byte[] into = new byte[64 * 1024];
                    int read = connection.socket().getInputStream().read(into);
                    while (read > 0) {
                        reads.add(new String(into, 0, read, StandardCharsets.ISO_8859_1));
                        connection.send(RawUpstream.OK);
                        read = connection.socket().getInputStream().read(into);
                    }
                });
                TestEdge edge = TestEdge.start(services(blue));
                RawClient client = edge.connect()) {
            byte[] into = new byte[64 * 1024];
            for (int i = 0; i < 20; i++) {
                client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello");
                int read = client.read(into);
                assertThat(new String(into, 0, read, StandardCharsets.ISO_8859_1))
                        .startsWith("HTTP/1.1 200")
                        .endsWith("\r\n\r\nok");
            }
            assertThat(reads).hasSize(20).allMatch(text -> text.startsWith("POST") && text.endsWith("\r\n\r\nhello"));
        }
    }
}
