package io.dimmer.listen.limit;

import io.dimmer.config.edge.LimitsSpec;
import io.dimmer.config.edge.TrustSpec;
import io.dimmer.config.value.ByteRate;
import io.dimmer.config.value.Network;
import io.dimmer.config.value.Size;
import io.dimmer.exchange.AddressSet;
import io.dimmer.wire.ClientPeer;
import io.dimmer.wire.head.HeadLimits;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/**
 * What is asked of the clients of one listener. Immutable; replaced as a whole.
 *
 * @param heads how large the head of a request may be
 * @param maxBody bytes of a request's body
 * @param headerTimeout from the first byte of a request to the end of its head
 * @param idleTimeout between requests, without a byte of a body, and without taking a byte of an answer
 * @param firstBodyByteTimeout from when a body is asked for to its first byte
 * @param minBodyRate bytes a second of a body, 0 for any
 * @param connections at the same time
 * @param connectionsPerAddress of them, 0 for any
 * @param requestsPerConnection after which it is closed in order
 * @param memory bytes in buffers and connections above which nobody new is served, 0 for what Java allows
 * @param trusted whose forwarding headers are believed
 * @param hops how many proxies one behind the other are believed at most
 * @param trust what they are believed
 * @param proxies whose connections begin with a header of the PROXY protocol
 */
public record ClientRules(
        HeadLimits heads,
        long maxBody,
        Duration headerTimeout,
        Duration idleTimeout,
        Duration firstBodyByteTimeout,
        long minBodyRate,
        int connections,
        int connectionsPerAddress,
        int requestsPerConnection,
        long memory,
        AddressSet trusted,
        int hops,
        ClientPeer.Trust trust,
        AddressSet proxies) {
    /** As the operator wrote them. */
    static ClientRules of(LimitsSpec limits, TrustSpec trust, List<Network> proxies) {
        return new ClientRules(
                HeadLimits.of(limits),
                limits.maxBody().map(Size::bytes).orElse(Long.MAX_VALUE),
                limits.headerTimeout(),
                limits.idleTimeout(),
                limits.firstBodyByteTimeout().orElse(limits.idleTimeout()),
                limits.minBodyRate().map(ByteRate::bytesPerSecond).orElse(0L),
                limits.connections(),
                limits.connectionsPerAddress().orElse(0),
                limits.requestsPerConnection().orElse(Integer.MAX_VALUE),
                limits.memory().map(Size::bytes).orElse(0L),
                AddressSet.of(trust.from()),
                trust.hops().orElse(Integer.MAX_VALUE),
                trust.header().map(ClientRules::trust).orElse(ClientPeer.Trust.EITHER),
                AddressSet.of(proxies));
    }

    private static ClientPeer.Trust trust(TrustSpec.Header header) {
        return header == TrustSpec.Header.FORWARDED ? ClientPeer.Trust.FORWARDED : ClientPeer.Trust.X_FORWARDED;
    }

    /** What is known of the other end of a connection. */
    public ClientPeer peer(InetSocketAddress remote, InetSocketAddress local) {
        boolean believed = trusted.contains(remote.getAddress());
        return new ClientPeer(remote, local, believed ? trust : ClientPeer.Trust.NOTHING);
    }
}
