package io.dimmer.listen;

import io.dimmer.config.edge.LimitsSpec;
import io.dimmer.config.value.Network;
import io.dimmer.config.value.Size;
import io.dimmer.exchange.AddressSet;
import io.dimmer.wire.head.HeadLimits;
import java.time.Duration;
import java.util.List;

/**
 * What is asked of clients. Immutable; replaced as a whole.
 *
 * @param heads how large the head of a request may be
 * @param maxBody bytes of a request's body
 * @param headerTimeout from the first byte of a request to the end of its head
 * @param idleTimeout between requests, without a byte of a body, and without taking a byte of an answer
 * @param trusted whose forwarding headers are believed
 */
public record ClientRules(
        HeadLimits heads, long maxBody, Duration headerTimeout, Duration idleTimeout, AddressSet trusted) {
    /** As the operator wrote them. */
    public static ClientRules of(LimitsSpec limits, List<Network> trustedProxies) {
        return new ClientRules(
                HeadLimits.of(limits),
                limits.maxBody().map(Size::bytes).orElse(Long.MAX_VALUE),
                limits.headerTimeout(),
                limits.idleTimeout(),
                AddressSet.of(trustedProxies));
    }
}
