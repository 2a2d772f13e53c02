package io.dimmer.admin.answer;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** How answers are sent: never kept by anybody on the way, never taken for something else than they are. */
public final class Replies {
    private static final String JSON = "application/json";
    private static final String PROBLEM = "application/problem+json";
    private static final int UNAUTHORIZED = 401;

    private Replies() {}

    /** 200 with JSON. */
    public static void json(RoutingContext context, JsonNode json) {
        send(context, JSON, json.toString());
    }

    /** The problem with its status. */
    public static void problem(RoutingContext context, Problem problem) {
        context.response().setStatusCode(problem.status());
        if (problem.status() == UNAUTHORIZED) {
            context.response().putHeader("WWW-Authenticate", "Bearer realm=\"dimmer\"");
        }
        send(context, PROBLEM, problem.json().toString());
    }

    /** Plain text. */
    public static void text(RoutingContext context, int status, String text) {
        context.response().setStatusCode(status);
        send(context, "text/plain; charset=utf-8", text);
    }

    /** Ends the answer; the status is what was set, else 200. */
    public static void send(RoutingContext context, String type, String body) {
        context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, type)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Cross-Origin-Resource-Policy", "same-origin")
                .end(body);
    }
}
