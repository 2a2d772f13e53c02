package io.dimmer.admin;

import io.dimmer.admin.gate.Right;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;

/**
 * One line of the API.
 *
 * @param method GET also answers HEAD
 * @param path with {@code :name} for what varies
 * @param right what it takes at least
 * @param handler answers; what it throws becomes a problem
 */
record Call(HttpMethod method, String path, Right right, Handler<RoutingContext> handler) {
    static Call get(String path, Right right, Handler<RoutingContext> handler) {
        return new Call(HttpMethod.GET, path, right, handler);
    }

    boolean reads() {
        return method.equals(HttpMethod.GET);
    }
}
