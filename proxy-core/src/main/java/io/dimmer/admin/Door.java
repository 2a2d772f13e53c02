package io.dimmer.admin;

import io.dimmer.admin.gate.OneRequest;
import io.dimmer.config.value.Address;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One socket of admin. What answers there can be replaced while it is open. Opening and closing block their caller. */
final class Door {
    private static final int IDLE_SECONDS = 30;
    private static final long START_SECONDS = 30;
    private static final int MOST_HEADER_BYTES = 16 * 1024;

    private final Address wanted;
    private final HttpServer server;
    private volatile Handler<HttpServerRequest> answering;

    private Door(Address wanted, Handler<HttpServerRequest> answering, InetAddress host, Vertx vertx) {
        this.wanted = wanted;
        this.answering = answering;
        HttpServerOptions options = new HttpServerOptions()
                .setHost(host.getHostAddress())
                .setPort(wanted.port())
                .setIdleTimeout(IDLE_SECONDS)
                .setMaxHeaderSize(MOST_HEADER_BYTES)
                .setHandle100ContinueAutomatically(true)
                .setHttp2ClearTextEnabled(false);
        OneRequest one = new OneRequest(vertx, InstantSource.system(), request -> this.answering.handle(request));
        this.server = vertx.createHttpServer(options).requestHandler(one);
    }

    /**
     * Listens.
     *
     * @param key of the file, for messages
     * @throws IOException with a line for the operator, when the address cannot be had
     */
    static Door open(String key, Address wanted, Vertx vertx, Handler<HttpServerRequest> answering) throws IOException {
        Door door = new Door(wanted, answering, resolve(key, wanted), vertx);
        try {
            await(door.server.listen());
            return door;
        } catch (IOException e) {
            throw new IOException(key + " " + wanted + ": " + e.getMessage(), e);
        }
    }

    static InetAddress resolve(String key, Address address) throws IOException {
        try {
            return InetAddress.getByName(address.host());
        } catch (UnknownHostException e) {
            throw new IOException(key + " " + address + ": no such host", e);
        }
    }

    static <T> T await(Future<T> future) throws IOException {
        try {
            return future.toCompletionStage().toCompletableFuture().get(START_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IOException(String.valueOf(cause.getMessage()), cause);
        } catch (TimeoutException e) {
            throw new IOException("no answer within " + START_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    boolean isAt(Address address) {
        return wanted.equals(address);
    }

    /** Every request that comes from now on is answered by that. */
    void answerWith(Handler<HttpServerRequest> next) {
        answering = next;
    }

    /** The host as written, the port that was had. */
    Address address() {
        return new Address(wanted.host(), server.actualPort());
    }

    /** Takes no more connections; what is being answered gets its answer. Does not wait. */
    void leave() {
        server.shutdown(Duration.ofSeconds(IDLE_SECONDS));
    }

    /** Closes it at once. */
    void close() throws IOException {
        await(server.close());
    }
}
