package io.dimmer.pipeline;

import io.dimmer.time.ElapsedTime;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * An upstream that knows nothing of HTTP: it keeps every byte of every connection, and sends what it is told to on the
 * connection on which something arrived last.
 */
final class ScriptedUpstream implements TestEdge.Upstreamer, AutoCloseable {
    private static final long PATIENCE_SECONDS = 20;

    private final ServerSocket server;
    private final List<Peer> peers = new ArrayList<>();
    private @Nullable Peer current;
    private boolean answering;

    ScriptedUpstream() throws IOException {
        server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "scripted-upstream");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        boolean open = true;
        while (open) {
            try {
                Peer peer = new Peer(server.accept());
                synchronized (this) {
                    peers.add(peer);
                    notifyAll();
                }
                daemon(peer::read);
            } catch (IOException closed) {
                open = false;
            }
        }
    }

    @Override
    public String endpoint() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    /** The next bytes of whichever connection has some; fewer when no more come in time. */
    synchronized String receive(int count) {
        await(() -> next() != null);
        Peer from = next();
        if (from == null) {
            return "";
        }
        current = from;
        await(() -> from.waiting() >= count || from.ended);
        return from.take(Math.min(count, from.waiting()));
    }

    private @Nullable Peer next() {
        return peers.stream().filter(peer -> peer.waiting() > 0).findFirst().orElse(null);
    }

    /** Waits until the connection in use has ended; true when it did in time. */
    synchronized boolean sawEnd() {
        Peer peer = current();
        await(() -> peer.ended);
        return peer.ended;
    }

    /** Waits until every connection has ended; true when they did in time. */
    synchronized boolean allEnded() {
        await(() -> peers.stream().allMatch(peer -> peer.ended));
        return peers.stream().allMatch(peer -> peer.ended);
    }

    /** Answers whatever arrives on new connections, at once and always the same. */
    synchronized void answerAll() {
        answering = true;
    }

    /** Bytes that nobody has looked at, of all connections. */
    synchronized String unread() {
        StringBuilder all = new StringBuilder();
        peers.forEach(peer -> all.append(peer.take(peer.waiting())));
        return all.toString();
    }

    /** Connections accepted so far. */
    synchronized int connections() {
        return peers.size();
    }

    private void await(BooleanSupplier condition) {
        long left = TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        long until = ElapsedTime.SYSTEM.nanos() + left;
        try {
            while (!condition.getAsBoolean() && left > 0) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
                left = until - ElapsedTime.SYSTEM.nanos();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Peer current() {
        if (current == null) {
            throw new AssertionError("nothing has reached the upstream");
        }
        return current;
    }

    /** The connection on which something arrived last. */
    Socket socket() {
        return current().socket;
    }

    @Override
    public synchronized void close() throws IOException {
        server.close();
        for (Peer peer : peers) {
            peer.socket.close();
        }
    }

    private final class Peer {
        private final Socket socket;
        private final StringBuilder arrived = new StringBuilder();
        private int taken;
        private boolean ended;

        Peer(Socket socket) throws IOException {
            this.socket = socket;
            socket.setTcpNoDelay(true);
        }

        private void read() {
            byte[] piece = new byte[64 * 1024];
            int count = 0;
            while (count >= 0) {
                try {
                    count = socket.getInputStream().read(piece);
                } catch (IOException reset) {
                    count = -1;
                }
                arrived(piece, count);
            }
        }

        private void arrived(byte[] piece, int count) {
            synchronized (ScriptedUpstream.this) {
                if (count < 0) {
                    ended = true;
                } else {
                    arrived.append(new String(piece, 0, count, StandardCharsets.ISO_8859_1));
                    answer();
                }
                ScriptedUpstream.this.notifyAll();
            }
        }

        private void answer() {
            try {
                if (answering) {
                    socket.getOutputStream().write(RawUpstream.OK.getBytes(StandardCharsets.ISO_8859_1));
                }
            } catch (IOException gone) {
                ended = true;
            }
        }

        private int waiting() {
            return arrived.length() - taken;
        }

        private String take(int count) {
            taken += count;
            return arrived.substring(taken - count, taken);
        }
    }
}
