package io.dimmer.config.edge;

import io.dimmer.config.value.Network;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One alternative of a match: all that is written in it must hold; what is empty holds for every request.
 *
 * @param hosts exact in lower case, or {@code *.} and a suffix; one of them must hold
 * @param path of the request target
 * @param methods one of them must hold; case-sensitive
 * @param headers by name in lower case
 * @param query by parameter name, case-sensitive
 * @param cookies by name, case-sensitive
 * @param clientAddresses one of them must hold the client's address
 */
public record MatchSpec(
        List<String> hosts,
        Optional<PathMatch> path,
        List<String> methods,
        Map<String, ValueMatch> headers,
        Map<String, ValueMatch> query,
        Map<String, ValueMatch> cookies,
        List<Network> clientAddresses) {
    /** Every request. */
    public static final MatchSpec ANY =
            new MatchSpec(List.of(), Optional.empty(), List.of(), Map.of(), Map.of(), Map.of(), List.of());

    public MatchSpec {
        hosts = List.copyOf(hosts);
        methods = List.copyOf(methods);
        headers = Map.copyOf(headers);
        query = Map.copyOf(query);
        cookies = Map.copyOf(cookies);
        clientAddresses = List.copyOf(clientAddresses);
    }
}
