package io.dimmer.server;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A WebSocket server of Vert.x that sends back what it gets, frame by frame, after its name. */
final class EchoServer implements AutoCloseable {
    private static final int LARGEST = 32 * 1024 * 1024;

    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private final AtomicInteger open = new AtomicInteger();
    private final List<Short> closed = new CopyOnWriteArrayList<>();

    private EchoServer(String name) {
        HttpServerOptions options = new HttpServerOptions()
                .setHost("127.0.0.1")
                .setPort(0)
                .setMaxWebSocketFrameSize(LARGEST)
                .setMaxWebSocketMessageSize(LARGEST);
        this.server = vertx.createHttpServer(options)
                .webSocketHandler(socket -> serve(socket, name))
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    static EchoServer start(String name) {
        return new EchoServer(name);
    }

    private void serve(ServerWebSocket socket, String name) {
        open.incrementAndGet();
        socket.writeTextMessage(name);
        socket.frameHandler(frame -> {
            if (!frame.isClose() && !frame.isPing()) {
                echo(socket, frame);
            }
        });
        socket.closeHandler(end -> {
            closed.add(socket.closeStatusCode() == null ? (short) 1006 : socket.closeStatusCode());
            // Last: who waits for it may look at the codes.
            open.decrementAndGet();
        });
    }

    private static void echo(ServerWebSocket socket, WebSocketFrame frame) {
        if (frame.isContinuation()) {
            socket.writeFrame(WebSocketFrame.continuationFrame(frame.binaryData(), frame.isFinal()));
        } else if (frame.isText()) {
            socket.writeFrame(WebSocketFrame.textFrame(frame.textData(), frame.isFinal()));
        } else if (frame.isBinary()) {
            socket.writeFrame(WebSocketFrame.binaryFrame(frame.binaryData(), frame.isFinal()));
        }
    }

    String endpoint() {
        return "127.0.0.1:" + server.actualPort();
    }

    /** Connections that are open. */
    int open() {
        return open.get();
    }

    /** The codes with which clients closed, 1006 for none. */
    List<Short> closed() {
        return List.copyOf(closed);
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
