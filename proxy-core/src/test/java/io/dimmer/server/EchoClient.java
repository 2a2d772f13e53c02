package io.dimmer.server;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The JDK's WebSocket client, with what it received. */
final class EchoClient implements WebSocket.Listener {
    private final BlockingQueue<Object> received = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();
    private ByteBuffer binary = ByteBuffer.allocate(0);
    private final boolean answersClose;
    private final WebSocket socket;

    private EchoClient(int port, boolean answersClose, String... headers) {
        this.answersClose = answersClose;
        WebSocket.Builder builder = HttpClient.newHttpClient().newWebSocketBuilder();
        for (int i = 0; i < headers.length; i += 2) {
            builder.header(headers[i], headers[i + 1]);
        }
        this.socket = builder.buildAsync(URI.create("ws://127.0.0.1:" + port + "/echo"), this)
                .join();
    }

    /** Connects through a proxy on that port, as a request with these names and values. */
    static EchoClient open(int port, String... headers) {
        return new EchoClient(port, true, headers);
    }

    /** The same; it hears a close and never answers it. */
    static EchoClient deaf(int port, String... headers) {
        return new EchoClient(port, false, headers);
    }

    WebSocket socket() {
        return socket;
    }

    /** The next message: a text, or bytes. */
    Object next() throws InterruptedException {
        Object next = received.poll(30, TimeUnit.SECONDS);
        if (next == null) {
            throw new IllegalStateException("no message came");
        }
        return next;
    }

    /** The code of the close frame; 1006 when the connection ended without one. */
    CompletableFuture<Integer> closed() {
        return closed;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            received.add(text.toString());
            text.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
        ByteBuffer all = ByteBuffer.allocate(binary.remaining() + data.remaining());
        binary = all.put(binary).put(data).flip();
        if (last) {
            received.add(binary);
            binary = ByteBuffer.allocate(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
        received.add("pong " + message.remaining());
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(code);
        return answersClose ? null : new CompletableFuture<Void>();
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closed.complete(1006);
    }
}
