package io.dimmer.pipeline;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * An upstream that keeps what arrives and answers each piece of it the same; an answer whose last byte is odd ends
 * the connection too.
 */
final class AnsweringUpstream implements TestEdge.Upstreamer, AutoCloseable {
    private final ServerSocket server;
    private final List<StringBuilder> received = new ArrayList<>();
    private final List<Socket> open = new ArrayList<>();
    private String answer = "";

    AnsweringUpstream() throws IOException {
        server = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "answering-upstream");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        boolean accepting = true;
        while (accepting) {
            try {
                Socket socket = server.accept();
                daemon(() -> serve(socket));
            } catch (IOException closed) {
                accepting = false;
            }
        }
    }

    private void serve(Socket socket) {
        StringBuilder mine = new StringBuilder();
        synchronized (this) {
            received.add(mine);
            open.add(socket);
        }
        try (socket) {
            byte[] into = new byte[64 * 1024];
            int count = socket.getInputStream().read(into);
            while (count >= 0) {
                say(keep(mine, into, count), socket);
                count = socket.getInputStream().read(into);
            }
        } catch (IOException gone) {
            keep(mine, new byte[0], 0);
        } finally {
            synchronized (this) {
                open.remove(socket);
            }
        }
    }

    private void say(String said, Socket to) throws IOException {
        to.getOutputStream().write(said.getBytes(StandardCharsets.ISO_8859_1));
        if (!said.isEmpty() && said.charAt(said.length() - 1) % 2 == 1) {
            to.shutdownOutput();
        }
    }

    private synchronized String keep(StringBuilder mine, byte[] into, int count) {
        mine.append(new String(into, 0, count, StandardCharsets.ISO_8859_1));
        return answer;
    }

    /** What is answered from now on; what was received is forgotten, and whoever is connected loses the connection. */
    synchronized void answer(String next) throws IOException {
        answer = next;
        for (Socket socket : open) {
            socket.close();
        }
        received.clear();
    }

    /** What arrived on each connection since. */
    synchronized List<String> received() {
        return received.stream().map(StringBuilder::toString).toList();
    }

    @Override
    public String endpoint() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        answer("");
        server.close();
    }
}
