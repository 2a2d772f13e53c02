package io.dimmer.assign;

import io.dimmer.exchange.RequestHead;

/**
 * The answer to a link that forces a version: 302 to the same place without the parameter, with the force cookie.
 *
 * @param location value of {@code Location}, always on the same host
 * @param setCookie value of {@code Set-Cookie}
 */
public record ForceRedirect(String location, String setCookie) {
    /**
     * The target without the parameter.
     *
     * <p>A path that starts with two slashes, or with a slash and the backslash that browsers take for one, would be
     * read as another host: {@code /.} before it keeps it a path (RFC 3986 §4.2, WHATWG URL).
     */
    static String target(RequestHead head, String query) {
        String path = head.text(head.pathStart(), head.pathEnd());
        boolean elsewhere = path.startsWith("//") || path.startsWith("/\\");
        return (elsewhere ? "/." : "") + path + (query.isEmpty() ? "" : "?" + query);
    }
}
