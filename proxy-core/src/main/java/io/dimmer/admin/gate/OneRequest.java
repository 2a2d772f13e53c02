package io.dimmer.admin.gate;

import io.dimmer.time.HttpDate;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Every connection carries one request and is closed after its answer, which has a date, whatever the client asks for.
 *
 * <p>Vert.x 5.2.0 reads well-known header names by skipping bytes (CVE-2026-102479): {@code Content-Xength} arrives as
 * {@code Content-Length}, so that a proxy in front and this server may disagree about where a request ends, and the
 * request of the next user becomes the body of the one before. The names as they were sent cannot be seen here. With
 * one request to a connection there is no next user: what follows the first request is never read as a request, and
 * an answer never meets the wrong one. Admin's few calls can afford the connections.
 */
public final class OneRequest implements Handler<HttpServerRequest> {
    /** How long a client may go on sending a body that nobody wants, so that it gets to read why. */
    private static final long LINGER_MILLIS = 1_000;

    private final Set<HttpConnection> used = ConcurrentHashMap.newKeySet();
    private final Vertx vertx;
    private final InstantSource clock;
    private final Handler<HttpServerRequest> next;

    /**
     * Makes the rule.
     *
     * @param clock for {@code Date}
     * @param next answers; it must not set an end handler of its own on the response
     */
    public OneRequest(Vertx vertx, InstantSource clock, Handler<HttpServerRequest> next) {
        this.vertx = vertx;
        this.clock = clock;
        this.next = next;
    }

    @Override
    public void handle(HttpServerRequest request) {
        HttpConnection connection = request.connection();
        if (!used.add(connection)) {
            connection.close();
            return;
        }
        connection.closeHandler(closed -> used.remove(connection));
        request.response()
                .putHeader(HttpHeaders.DATE, HttpDate.of(clock.instant().getEpochSecond()))
                .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
                .endHandler(ended -> close(request, connection));
        next.handle(request);
    }

    private void close(HttpServerRequest request, HttpConnection connection) {
        if (request.isEnded()) {
            connection.close();
            return;
        }
        // Closing over unread bytes resets the connection, and the answer may be lost with it.
        vertx.setTimer(LINGER_MILLIS, late -> connection.close());
        request.handler(unwanted -> {}).endHandler(end -> connection.close()).resume();
    }
}
