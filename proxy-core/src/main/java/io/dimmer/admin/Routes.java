package io.dimmer.admin;

import io.dimmer.admin.answer.Problem;
import io.dimmer.admin.answer.Replies;
import io.dimmer.admin.gate.Access;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.HttpException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A table of calls as a router: the same gate before every call, the same problems after. */
final class Routes {
    static final int MOST_BODY_BYTES = 64 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(Routes.class);
    private static final int TOO_LARGE = 413;
    private static final int CLIENT_ERROR = 400;
    private static final int SERVER_ERROR = 500;

    private Routes() {}

    /**
     * Makes the router.
     *
     * @param gate who may speak at all
     * @param access who may call what
     */
    static Router router(Vertx vertx, List<Call> calls, Handler<RoutingContext> gate, Access access) {
        Router router = Router.router(vertx);
        // What Vert.x refuses by itself, such as a Host that is none.
        router.errorHandler(CLIENT_ERROR, Routes::fail);
        router.route().handler(gate).failureHandler(Routes::fail);
        Map<String, String> methods = new TreeMap<>();
        for (Call call : calls) {
            add(router, call, access);
            methods.merge(call.path(), words(call), (a, b) -> a + ", " + b);
        }
        methods.forEach((path, allowed) -> router.route(path).handler(context -> refuseMethod(context, allowed)));
        router.route().handler(context -> {
            throw Problem.notFound(path(context) + ": nothing is here; "
                            + calls.stream().map(Call::path).distinct().collect(Collectors.joining(", ")))
                    .thrown();
        });
        return router;
    }

    private static String words(Call call) {
        return call.reads() ? "GET, HEAD" : call.method().name();
    }

    /** Who calls is looked at in a route of its own: Vert.x Web wants a body to be read first within one. */
    private static void add(Router router, Call call, Access access) {
        route(router, call).handler(context -> {
            access.check(context, call.right());
            context.next();
        });
        Route route = route(router, call);
        if (!call.reads()) {
            route.handler(BodyHandler.create(false).setBodyLimit(MOST_BODY_BYTES));
        }
        route.handler(call.handler());
    }

    private static Route route(Router router, Call call) {
        Route route = router.route(call.path()).method(call.method());
        return call.reads() ? route.method(HttpMethod.HEAD) : route;
    }

    private static void refuseMethod(RoutingContext context, String allowed) {
        context.response().putHeader("Allow", allowed);
        throw Problem.methodNotAllowed(context.request().method() + " " + path(context) + ": expected " + allowed)
                .thrown();
    }

    private static String path(RoutingContext context) {
        return Problem.shown(Objects.requireNonNullElse(context.request().path(), ""));
    }

    private static void fail(RoutingContext context) {
        if (!context.response().ended() && !context.response().closed()) {
            Replies.problem(context, problem(context));
        }
    }

    private static Problem problem(RoutingContext context) {
        Throwable failure = context.failure();
        if (failure instanceof Problem.Thrown thrown) {
            return thrown.problem();
        }
        int status = failure instanceof HttpException http ? http.getStatusCode() : context.statusCode();
        if (status == TOO_LARGE) {
            return Problem.bodyTooLarge(MOST_BODY_BYTES);
        }
        if (status >= CLIENT_ERROR && status < SERVER_ERROR) {
            return Problem.invalid("the request cannot be understood");
        }
        LOG.error(
                "admin: {} {} failed",
                context.request().method(),
                context.request().path(),
                failure);
        return Problem.bug();
    }
}
