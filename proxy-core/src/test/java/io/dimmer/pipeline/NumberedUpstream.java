package io.dimmer.pipeline;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An upstream that gives each request, by the number it carries, the answer that was planned, and keeps it. */
final class NumberedUpstream implements TestEdge.Upstreamer, AutoCloseable {
    /** The field with the number. */
    static final String NUMBER = "X-Number";

    private static final Pattern NUMBERED = Pattern.compile("\r\n" + NUMBER + ": ([0-9]+)\r\n");

    private final ServerSocket server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "numbered-upstream");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<Integer, Talk.Exchange> planned = new ConcurrentHashMap<>();
    private final Map<Integer, List<String>> received = new ConcurrentHashMap<>();

    NumberedUpstream() throws IOException {
        server = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    private void accept() {
        boolean open = true;
        while (open) {
            try {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                threads.execute(() -> serve(socket));
            } catch (IOException closed) {
                open = false;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            MessageReader in = new MessageReader(socket.getInputStream());
            boolean open = true;
            while (open) {
                String request = in.request();
                open = !request.isEmpty() && answer(request, socket);
            }
        } catch (IOException gone) {
            // Whoever was waiting for the answer says so.
        }
    }

    /** False when the answer ends with its connection. */
    private boolean answer(String request, Socket to) throws IOException {
        Matcher number = NUMBERED.matcher(request);
        if (!number.find()) {
            throw new IOException("a request without a number");
        }
        int which = Integer.parseInt(number.group(1));
        received.computeIfAbsent(which, first -> new ArrayList<>()).add(request);
        Talk.Exchange exchange = Objects.requireNonNull(planned.get(which));
        Talk.send(exchange.answer(), exchange.piece(), to.getOutputStream());
        return !exchange.endsWithConnection();
    }

    /** What is answered from now on; what was received is forgotten. */
    void plan(Talk talk) {
        planned.clear();
        received.clear();
        talk.exchanges().forEach(exchange -> planned.put(exchange.number(), exchange));
    }

    /** How the request of that number arrived, each time it did. */
    List<String> received(int number) {
        return received.getOrDefault(number, List.of());
    }

    @Override
    public String endpoint() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }
}
