package io.dimmer.loadtest.demo.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class PortsTest {
    private final List<String> said = new ArrayList<>();

    @Test
    void replacesABusyDefaultAndSaysSo() throws Exception {
        try (ServerSocket taken = taken()) {
            int busy = taken.getLocalPort();
            int chosen = Ports.choose("--port", OptionalInt.empty(), busy, said::add);

            assertThat(chosen).isNotEqualTo(busy).isPositive();
            assertThat(said).containsExactly("port " + busy + " is in use, using " + chosen + " (choose with --port)");
        }
    }

    @Test
    void takesAFreeDefaultWithoutAWord() throws Exception {
        int free = free();
        assertThat(Ports.choose("--port", OptionalInt.empty(), free, said::add)).isEqualTo(free);
        assertThat(said).isEmpty();
    }

    @Test
    void refusesABusyPortThatWasAskedFor() throws Exception {
        try (ServerSocket taken = taken()) {
            int busy = taken.getLocalPort();
            assertThatThrownBy(() -> Ports.choose("--admin-port", OptionalInt.of(busy), 9901, said::add))
                    .isInstanceOf(DemoRefusal.class)
                    .hasMessage("port " + busy + " is in use; choose another one with --admin-port");
        }
    }

    @Test
    void zeroMeansAnyFreePort() throws Exception {
        assertThat(Ports.choose("--port", OptionalInt.of(0), 8080, said::add)).isPositive();
        assertThat(said).isEmpty();
    }

    private static ServerSocket taken() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    private static int free() throws IOException {
        try (ServerSocket socket = taken()) {
            return socket.getLocalPort();
        }
    }
}
