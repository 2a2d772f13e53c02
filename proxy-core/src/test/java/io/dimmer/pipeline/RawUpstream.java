package io.dimmer.pipeline;

import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** An upstream that records every byte and answers what its script says; a thread for each connection. */
final class RawUpstream implements TestEdge.Upstreamer, AutoCloseable {
    /** A small answer. */
    static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private final ServerSocket server;
    private final Script script;
    private final List<Connection> connections = new CopyOnWriteArrayList<>();
    private final AtomicInteger broken = new AtomicInteger();
    private volatile String lastHead = "";

    /** What happens on a connection. */
    @FunctionalInterface
    interface Script {
        void run(Connection connection) throws IOException;
    }

    private RawUpstream(Script script) throws IOException {
        this.server = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress());
        this.script = script;
        daemon(this::accept);
    }

    static RawUpstream of(Script script) throws IOException {
        return new RawUpstream(script);
    }

    /** Answers each request the same, for as long as the connection lasts. */
    static RawUpstream answering(String answer) throws IOException {
        return of(connection -> {
            while (connection.readRequest()) {
                connection.send(answer);
            }
        });
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "raw-upstream");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Connection connection = new Connection(server.accept());
                connections.add(connection);
                daemon(() -> serve(connection));
            }
        } catch (IOException closed) {
            broken.incrementAndGet();
        }
    }

    private void serve(Connection connection) {
        try (connection) {
            script.run(connection);
        } catch (IOException e) {
            broken.incrementAndGet();
        }
    }

    @Override
    public String endpoint() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    /** The last head that any connection read. */
    String lastRequest() {
        return lastHead;
    }

    int connections() {
        return connections.size();
    }

    /** The connection of that number, once it is there. */
    Connection connection(int number) {
        await().until(() -> connections.size() > number);
        return connections.get(number);
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Connection connection : connections) {
            connection.close();
        }
    }

    /** One connection. */
    final class Connection implements AutoCloseable {
        private final Socket socket;
        private final ByteArrayOutputStream received = new ByteArrayOutputStream();
        private volatile boolean ended;

        private Connection(Socket socket) throws IOException {
            this.socket = socket;
            socket.setTcpNoDelay(true);
        }

        /** Reads one byte and records it; -1 at the end. */
        int read() throws IOException {
            InputStream in = socket.getInputStream();
            int next;
            try {
                next = in.read();
            } catch (IOException e) {
                ended = true;
                throw e;
            }
            if (next < 0) {
                ended = true;
            } else {
                synchronized (received) {
                    received.write(next);
                }
            }
            return next;
        }

        /** Reads a head; empty at the end of the connection. */
        String readHead() throws IOException {
            StringBuilder head = new StringBuilder();
            while (head.length() < 4 || head.indexOf("\r\n\r\n", head.length() - 4) < 0) {
                int next = read();
                if (next < 0) {
                    return "";
                }
                head.append((char) next);
            }
            lastHead = head.toString();
            return lastHead;
        }

        /** Reads a request with its body; false at the end of the connection. */
        boolean readRequest() throws IOException {
            String head = readHead().toLowerCase(Locale.ROOT);
            if (head.isEmpty()) {
                return false;
            }
            int length = head.indexOf("\r\ncontent-length: ");
            if (head.contains("\r\ntransfer-encoding: chunked")) {
                readUntil("0\r\n");
                readUntil("\r\n\r\n");
            } else if (length >= 0) {
                int start = length + "\r\ncontent-length: ".length();
                readBytes(Integer.parseInt(head.substring(start, head.indexOf("\r\n", start))));
            }
            return true;
        }

        /** Reads until what was received ends so. */
        void readUntil(String end) throws IOException {
            while (!text().endsWith(end)) {
                if (read() < 0) {
                    throw new IOException("ended before " + end);
                }
            }
        }

        void readBytes(int count) throws IOException {
            for (int i = 0; i < count; i++) {
                if (read() < 0) {
                    throw new IOException("ended in a body");
                }
            }
        }

        /** Reads to the end of the connection. */
        void readToEnd() throws IOException {
            int next = read();
            while (next >= 0) {
                next = read();
            }
        }

        void send(String text) throws IOException {
            send(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        void send(byte[] bytes) throws IOException {
            // Asked for once: what is sent may be the last thing that the other side waited for before it closes.
            OutputStream out = socket.getOutputStream();
            out.write(bytes);
            out.flush();
        }

        Socket socket() {
            return socket;
        }

        /** Everything received so far, a character a byte. */
        String text() {
            synchronized (received) {
                return received.toString(StandardCharsets.ISO_8859_1);
            }
        }

        /** Waits until what the script has read ends so. */
        void readUntilSoon(String end) {
            await().until(() -> text().endsWith(end));
        }

        /** Waits until the proxy has closed it. */
        void awaitEnd() {
            await().until(() -> ended);
        }

        /** True when the proxy closed it. */
        boolean isEnded() {
            return ended;
        }

        void endOutput() throws IOException {
            socket.shutdownOutput();
        }

        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
