package io.dimmer.config.service;

import io.dimmer.config.value.Network;
import io.dimmer.config.value.UnexpectedValueException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Who may name the version of a request, and how.
 *
 * @param header the force header
 * @param cookie the force cookie, absent by default
 * @param query a query parameter that sets the cookie and redirects, absent by default; needs a cookie
 * @param allow who may
 * @param networks for {@code NETWORKS}: where the client must be, at least one; else empty
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
        UnexpectedValueException.unless(!header.isEmpty(), "force.header", "an empty text", "the name of a header");
        UnexpectedValueException.unless(
                networks.isEmpty() == (allow != Allow.NETWORKS),
                "force.allow",
                allow + " with networks " + networks,
                "networks exactly when networks are allowed");
        UnexpectedValueException.unless(
                allow != Allow.SIGNED || keys.isPresent(), "force.keys", "nothing", "a file, for allow is signed");
        UnexpectedValueException.unless(
                query.isEmpty() || cookie.isPresent(), "force.cookie", "nothing", "a cookie, for query sets it");
    }
}
