package io.dimmer.config.service;

import io.dimmer.config.value.Network;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Who may name the version of a request, and how.
 *
 * @param header the force header
 * @param cookie the force cookie, absent by default
 * @param query a query parameter that sets the cookie and redirects, absent by default
 * @param allow who may
 * @param networks for {@code NETWORKS}: where the client must be
 * @param keys for {@code SIGNED}: file of HMAC keys, absolute
 * @param passOn hand the force header on to the upstream, qualified with the service's name
 */
public record ForceSpec(
        String header,
        Optional<String> cookie,
        Optional<String> query,
        Allow allow,
        List<Network> networks,
        Optional<Path> keys,
        boolean passOn) {
    /** Header {@code X-Dimmer-Version}, no cookie, from loopback only. */
    public static final ForceSpec DEFAULT = new ForceSpec(
            "X-Dimmer-Version",
            Optional.empty(),
            Optional.empty(),
            Allow.NETWORKS,
            Network.LOOPBACK,
            Optional.empty(),
            false);

    /** Who may force. */
    public enum Allow {
        NOBODY,
        NETWORKS,
        SIGNED,
        ANYONE
    }

    public ForceSpec {
        networks = List.copyOf(networks);
    }
}
