package io.dimmer.loadtest.file;

import io.dimmer.loadtest.request.RequestTemplate.Header;
import java.util.List;
import java.util.Optional;

/**
 * One request of a mix, as it was written.
 *
 * @param weight in relation to the others
 * @param method empty: POST with a body, GET without
 * @param path empty: the one of the target
 * @param headers beside those of all requests; one with the same name takes its place
 */
public record NamedRequest(
        String name,
        double weight,
        Optional<String> method,
        Optional<String> path,
        List<Header> headers,
        Optional<String> body) {
    public NamedRequest {
        headers = List.copyOf(headers);
    }
}
