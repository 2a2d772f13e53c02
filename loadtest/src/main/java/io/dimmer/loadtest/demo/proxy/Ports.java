package io.dimmer.loadtest.demo.proxy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** Chooses ports of the loopback address. */
public final class Ports {
    private static final int ALTERNATIVE = 10_000;

    private Ports() {}

    /**
     * The port that was asked for, or the usual one, or one beside it when it is busy and nobody asked for it.
     *
     * @param flag the flag with which a person chooses, for messages
     * @param say hears that the usual one was busy
     * @throws DemoRefusal when the port that was asked for is busy
     */
    public static int choose(String flag, OptionalInt asked, int usual, Consumer<String> say) throws DemoRefusal {
        if (asked.isPresent()) {
            return asked.getAsInt() == 0 ? free(0) : insist(flag, asked.getAsInt());
        }
        if (isFree(usual)) {
            return usual;
        }
        int other = free(usual + ALTERNATIVE);
        say.accept("port " + usual + " is in use, using " + other + " (choose with " + flag + ")");
        return other;
    }

    private static int insist(String flag, int port) throws DemoRefusal {
        if (!isFree(port)) {
            throw new DemoRefusal("port " + port + " is in use; choose another one with " + flag);
        }
        return port;
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = bind(port)) {
            return socket.isBound();
        } catch (IOException busy) {
            return false;
        }
    }

    private static int free(int preferred) throws DemoRefusal {
        if (preferred != 0 && isFree(preferred)) {
            return preferred;
        }
        try (ServerSocket socket = bind(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new DemoRefusal("no free port: " + e.getMessage(), e);
        }
    }

    private static ServerSocket bind(int port) throws IOException {
        return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
    }
}
