package io.dimmer.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Limits of a listener change while it is open, and what they refused is in the metrics. */
class LimitsReloadIT {
    private static final String MET = "dimmer_limits_met_total{limit=\"connectionsPerAddress\",listener=\"edge\"}";
    private static final String REQUESTS = "dimmer_requests_total{fault=\"proxy\",outcome=\"rate_limited\","
            + "route=\"none\",service=\"none\",status=\"4xx\",version=\"none\"}";

    private static final String OPEN = "dimmer_connections_active{listener=\"edge\"}";

    @TempDir
    Path directory;

    private static String yaml(String limits) {
        return "listeners: [{name: edge, address: 127.0.0.1:0" + limits + "}]\n"
                + "admin: {address: 127.0.0.1:0}\n"
                + "services: {shop: {versions: {blue: {endpoints: [127.0.0.1:9]}}}}\n";
    }

    /** The first line that a new connection is answered with. */
    private static String ask(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            return answer.lines().findFirst().orElse("");
        }
    }

    /** One request on a connection that stays. */
    private static boolean isAnswered(Socket socket) throws IOException {
        socket.setSoTimeout(20_000);
        socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return socket.getInputStream().read() == 'H';
    }

    @Test
    void aLimitOfAListenerHoldsFromItsReloadOn() throws IOException {
        Path file = directory.resolve("dimmer.yaml");
        Files.writeString(file, yaml(""));
        try (RunningProxy proxy = RunningProxy.start(directory, yaml(""));
                Socket here = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
            assertThat(proxy.metrics()).contains(MET + " 0.0").contains(REQUESTS + " 0.0");
            assertThat(ask(proxy.port())).contains(" 502 ");
            // It came before the limit, and so it does not count.
            await().until(() -> proxy.metric(OPEN) == 1);
            Files.writeString(file, yaml(", limits: {connectionsPerAddress: 1}"));
            assertThat(proxy.reload().problems()).isEmpty();
            assertThat(isAnswered(here)).isTrue();
            try (Socket first = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
                assertThat(isAnswered(first)).isTrue();
                assertThat(ask(proxy.port())).contains(" 429 ");
            }
            assertThat(proxy.metric(MET)).isEqualTo(1);
            assertThat(proxy.metric(REQUESTS)).isEqualTo(1);
            assertThat(proxy.metric("dimmer_client_memory_bytes")).isPositive();
        }
    }
}
