package io.dimmer.server.warmup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * The upstream of a warm-up: gives the same answer to whatever ends with a line feed, which is how the requests of a
 * {@link Drill} end. One thread for each connection, all of them gone when it is closed.
 */
final class Echo implements AutoCloseable {
    private static final int BACKLOG = 64;
    private static final byte[] ANSWER = """
            HTTP/1.1 200 OK\r
            Content-Type: application/json\r
            Cache-Control: no-store\r
            Content-Length: 16\r
            \r
            {"items": null}
            """.getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket socket;

    private Echo(ServerSocket socket) {
        this.socket = socket;
    }

    static Echo open() throws IOException {
        Echo echo = new Echo(new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()));
        start(echo::accept, "warm-up-accept");
        return echo;
    }

    int port() {
        return socket.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket accepted = socket.accept();
                accepted.setTcpNoDelay(true);
                start(() -> serve(accepted), "warm-up-upstream");
            }
        } catch (IOException closed) {
            // That is how it ends.
        }
    }

    private static void serve(Socket accepted) {
        try (accepted) {
            byte[] bytes = new byte[8192];
            InputStream in = accepted.getInputStream();
            OutputStream out = accepted.getOutputStream();
            int read = in.read(bytes);
            while (read > 0) {
                if (bytes[read - 1] == '\n') {
                    out.write(ANSWER);
                }
                read = in.read(bytes);
            }
        } catch (IOException closed) {
            // The proxy has gone.
        }
    }

    private static void start(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
