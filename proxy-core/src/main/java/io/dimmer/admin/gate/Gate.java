package io.dimmer.admin.gate;

import io.dimmer.admin.answer.Problem;
import io.dimmer.config.value.Address;
import io.dimmer.config.value.UnexpectedValueException;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A web page in the operator's browser is not the operator. Without tokens only a {@code Host} that is loopback is
 * answered, for a page that lets its own name point to 127.0.0.1 (DNS rebinding) is otherwise of the same origin; an
 * {@code Origin} must be this server's own; and a change must say {@code application/json}, which no page can send
 * elsewhere without asking first (a CORS preflight), and asking is refused.
 */
public final class Gate implements Handler<RoutingContext> {
    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final String JSON = "application/json";
    private static final String ANY_PORT = ":0";

    private final boolean loopbackOnly;

    /**
     * Makes the gate.
     *
     * @param loopbackOnly there are no tokens
     */
    public Gate(boolean loopbackOnly) {
        this.loopbackOnly = loopbackOnly;
    }

    @Override
    public void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        checkHost(request);
        checkOrigin(request);
        if (!READING.contains(request.method())) {
            checkContentType(request);
        }
        context.next();
    }

    private void checkHost(HttpServerRequest request) {
        List<String> hosts = request.headers().getAll(HttpHeaders.HOST);
        if (hosts.size() != 1 || !request.uri().startsWith("/")) {
            throw Problem.invalid("Host: expected exactly one, and a path as target")
                    .thrown();
        }
        if (loopbackOnly && !isLoopback(hosts.get(0))) {
            throw Problem.forbidden("Host: found " + Problem.shown(hosts.get(0))
                            + ", expected localhost or a loopback address, for there are no admin.tokens")
                    .thrown();
        }
    }

    private static boolean isLoopback(String host) {
        try {
            boolean bare = host.endsWith("]") || host.indexOf(':') < 0;
            return Address.parse(bare ? host + ANY_PORT : host).isLoopback();
        } catch (UnexpectedValueException notAnAddress) {
            return false;
        }
    }

    private static void checkOrigin(HttpServerRequest request) {
        List<String> origins = request.headers().getAll(HttpHeaders.ORIGIN);
        if (origins.isEmpty()) {
            return;
        }
        String host = request.headers().get(HttpHeaders.HOST).toLowerCase(Locale.ROOT);
        if (origins.size() != 1 || !host.equals(authority(origins.get(0)))) {
            throw Problem.forbidden("Origin: found " + Problem.shown(origins.get(0))
                            + ", expected none or this server's own, " + host)
                    .thrown();
        }
    }

    /** The authority of a web origin; empty for {@code null} and whatever is no origin. */
    private static String authority(String origin) {
        try {
            URI uri = URI.create(origin.toLowerCase(Locale.ROOT));
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            return web && uri.getRawAuthority() != null ? uri.getRawAuthority() : "";
        } catch (IllegalArgumentException notAnOrigin) {
            return "";
        }
    }

    private static void checkContentType(HttpServerRequest request) {
        String type = request.headers().get(HttpHeaders.CONTENT_TYPE);
        String essence = type == null ? "" : type.split(";", 2)[0].strip();
        if (!essence.equalsIgnoreCase(JSON)) {
            throw Problem.mediaType("Content-Type: found " + (type == null ? "none" : Problem.shown(type))
                            + ", expected " + JSON)
                    .thrown();
        }
    }
}
