package io.dimmer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dimmer.exchange.Outcome;
import io.dimmer.wire.oracle.WellFormed;
import io.netty.buffer.ByteBufUtil;
import io.netty.util.ResourceLeakDetector;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * A target for Jazzer ({@code scripts/fuzz}): a client that sends anything, an upstream that answers anything, and the
 * whole data plane between them. No bug of ours, nothing that hangs, no buffer lost, and what reaches the upstream is
 * well-formed. Needs nothing of Jazzer, so that the kept corpus is played in every build.
 */
public final class EdgeFuzz {
    /** Stands between what the client sends and what the upstream answers. */
    static final String BETWEEN = "\n%%\n";

    /** After so many inputs everything is made anew, so that nothing lost can hide among what is kept. */
    private static final int INPUTS = 2000;

    private static final int QUIET_MILLIS = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Queue<String> LEAKS = new ConcurrentLinkedQueue<>();
    private static @Nullable EdgeFuzz current;

    private final AnsweringUpstream upstream = new AnsweringUpstream();
    private final TestEdge edge = TestEdge.before(upstream, "timeouts: {response: 30ms, idle: 30ms}, expose: nobody");
    private int left = INPUTS;

    private EdgeFuzz() throws IOException {}

    /**
     * One input.
     *
     * @param data what the client sends, a line of {@code %%}, what the upstream answers to everything that reaches it
     */
    public static synchronized void fuzzerTestOneInput(byte[] data) throws IOException {
        if (current == null) {
            ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
            ByteBufUtil.setLeakListener((type, records) -> LEAKS.add(type + ": " + records));
            current = new EdgeFuzz();
        }
        current.play(new String(data, StandardCharsets.ISO_8859_1));
        if (--current.left == 0) {
            end();
        }
    }

    /** Closes what is open, and looks for buffers that were lost. */
    static synchronized void end() throws IOException {
        if (current != null) {
            current.edge.close();
            current.upstream.close();
            current = null;
        }
        assertThat(LEAKS).isEmpty();
    }

    private void play(String input) throws IOException {
        int between = input.indexOf(BETWEEN);
        upstream.answer(between < 0 ? RawUpstream.OK : input.substring(between + BETWEEN.length()));
        talk(between < 0 ? input : input.substring(0, between));
        await().pollInterval(Duration.ofMillis(1))
                .atMost(PATIENCE)
                .until(() -> edge.upstream("blue").inFlight() == 0);
        assertThat(edge.heard().ended()).noneMatch(ended -> ended.outcome() == Outcome.INTERNAL_ERROR);
        for (String bytes : upstream.received()) {
            assertThat(WellFormed.problemOf(beforeATunnel(bytes))).as(bytes).isEmpty();
        }
        assertThat(LEAKS).isEmpty();
    }

    /** What a tunnel carries is nobody's request. */
    private static String beforeATunnel(String bytes) {
        int upgrade = bytes.indexOf("\r\nUpgrade: ");
        int end = upgrade < 0 ? -1 : bytes.indexOf("\r\n\r\n", upgrade);
        return end < 0 ? bytes : bytes.substring(0, end + 4);
    }

    /**
     * Sends everything and takes what comes, to the end of the connection: it must come, for nothing more is sent. A client
     * whose bytes begin with a line feed goes on listening and is gone without a goodbye after a moment of silence.
     */
    private void talk(String requests) throws IOException {
        boolean stays = requests.startsWith("\n");
        try (Socket client = new Socket()) {
            client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), edge.port()));
            client.setSoTimeout(stays ? QUIET_MILLIS : (int) PATIENCE.toMillis());
            client.setSoLinger(true, 0);
            client.getOutputStream().write(requests.substring(stays ? 1 : 0).getBytes(StandardCharsets.ISO_8859_1));
            if (!stays) {
                client.shutdownOutput();
            }
            byte[] into = new byte[64 * 1024];
            int read = 0;
            while (read >= 0) {
                read = client.getInputStream().read(into);
            }
        } catch (SocketTimeoutException quiet) {
            assertThat(stays).as("a connection that hangs").isTrue();
        } catch (SocketException cut) {
            assertThat(cut).isNotInstanceOf(ConnectException.class);
        }
    }
}
