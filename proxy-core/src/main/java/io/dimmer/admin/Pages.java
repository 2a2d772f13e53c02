package io.dimmer.admin;

import io.dimmer.admin.gate.Right;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * The files that admin serves: a page that shows the services by asking the API like anybody else, and the description
 * of the API. They hold no secrets, so they need no token; the page asks for one where the API does.
 */
final class Pages {
    /** Everything from this server, nothing inline, nobody may put it in a frame. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
            + " img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    List<Call> calls() {
        return List.of(
                file("/", "page.html", "text/html; charset=utf-8"),
                file("/page.js", "page.js", "text/javascript; charset=utf-8"),
                file("/page.css", "page.css", "text/css; charset=utf-8"),
                file(Calls.API + "/openapi.json", "openapi.json", "application/json"));
    }

    private static Call file(String path, String resource, String type) {
        Buffer content = Buffer.buffer(read(resource));
        return Call.get(path, Right.OPEN, context -> {
            context.response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, type)
                    .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
                    .putHeader("Content-Security-Policy", POLICY)
                    .putHeader("Referrer-Policy", "no-referrer")
                    .putHeader("X-Content-Type-Options", "nosniff")
                    .putHeader("Cross-Origin-Resource-Policy", "same-origin")
                    .end(content);
        });
    }

    private static byte[] read(String resource) {
        try (InputStream stream = Pages.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("the jar lacks io/dimmer/admin/" + resource);
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException("cannot read io/dimmer/admin/" + resource, e);
        }
    }
}
