package io.dimmer.loadtest.target;

import java.util.List;
import java.util.Map;

/**
 * A request as it arrived at a fake upstream.
 *
 * @param method as sent
 * @param target path and query as sent
 * @param protocol {@code HTTP/1.1} or {@code HTTP/1.0}
 * @param headers in the order and the case in which they arrived
 * @param bodyBytes the length of the body without its framing
 */
public record ReceivedRequest(
        String method, String target, String protocol, List<Map.Entry<String, String>> headers, long bodyBytes) {
    public ReceivedRequest {
        headers = List.copyOf(headers);
    }

    /** The values of a header, whatever the case of its name; empty when it is not there. */
    public List<String> values(String name) {
        return headers.stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .toList();
    }
}
