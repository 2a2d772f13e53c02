package io.dimmer.loadtest.scenario;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Clients that open a connection and send the head of a request a byte at a time, or at once. */
final class SlowClients {
    private static final byte[] HEAD = ("GET / HTTP/1.1\r\nHost: slow\r\nX-User-Id: 1\r\nX-Patience: " + "x".repeat(200)
                    + "\r\n\r\n")
            .getBytes(StandardCharsets.ISO_8859_1);
    private static final long STEP_MILLIS = 100;
    private static final int MOST_STEPS = 150;

    private final SocketChannel channel;
    private int sent;
    private String answer = "";
    private boolean over;

    private SlowClients(SocketChannel channel) {
        this.channel = channel;
    }

    /** What became of them: an answer of the service, 408 or the end of the connection, or neither. */
    record Fate(int answered, int givenUp, int waiting) {}

    static Fate send(InetSocketAddress edge, int count, boolean trickling) throws IOException, InterruptedException {
        List<SlowClients> clients = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                SocketChannel channel = SocketChannel.open(edge);
                clients.add(new SlowClients(channel));
                channel.configureBlocking(false);
            }
            CountDownLatch never = new CountDownLatch(1);
            for (int step = 0; step < MOST_STEPS && clients.stream().anyMatch(client -> !client.over); step++) {
                clients.forEach(client -> client.step(trickling ? 1 : HEAD.length));
                var unused = never.await(STEP_MILLIS, TimeUnit.MILLISECONDS);
            }
            return fate(clients);
        } finally {
            for (SlowClients client : clients) {
                client.channel.close();
            }
        }
    }

    private static Fate fate(List<SlowClients> clients) {
        int answered = (int) clients.stream()
                .filter(client -> client.answer.startsWith("HTTP/1.1 200"))
                .count();
        int waiting = (int) clients.stream().filter(client -> !client.over).count();
        return new Fate(answered, clients.size() - answered - waiting, waiting);
    }

    private void step(int bytes) {
        if (over) {
            return;
        }
        try {
            if (sent < HEAD.length) {
                sent += channel.write(ByteBuffer.wrap(HEAD, sent, Math.min(bytes, HEAD.length - sent)));
            }
            ByteBuffer in = ByteBuffer.allocate(1_024);
            int read = channel.read(in);
            answer += new String(in.array(), 0, Math.max(0, read), StandardCharsets.ISO_8859_1);
            over = read < 0 || !answer.isEmpty();
        } catch (IOException closed) {
            over = true;
        }
    }
}
