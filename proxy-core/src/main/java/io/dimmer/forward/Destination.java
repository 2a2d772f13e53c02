package io.dimmer.forward;

import io.dimmer.config.service.ProxyProtocol;
import io.dimmer.config.service.TimeoutsSpec;
import io.dimmer.exchange.Exchange;
import io.dimmer.upstream.Upstream;
import io.dimmer.wire.ClientStream;
import io.dimmer.wire.ProxyHeader;
import io.netty.buffer.ByteBuf;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the requests of one version go, and under which terms. Made once for a snapshot.
 *
 * @param upstream the running side of the version
 * @param fields of its service
 * @param timeouts of its service
 * @param proxyProtocol how the version is told who the client is
 */
public record Destination(
        Upstream upstream, ServiceFields fields, TimeoutsSpec timeouts, Optional<ProxyProtocol> proxyProtocol) {
    /** True when a connection belongs to one client: it serves one request and is closed. */
    boolean isPrivate() {
        return proxyProtocol.isPresent();
    }

    /** What a connection begins with, null for nothing; a buffer that the caller owns. */
    @Nullable ByteBuf introduction(Exchange exchange, ClientStream client) {
        return proxyProtocol.isEmpty()
                ? null
                : ProxyHeader.write(
                        proxyProtocol.get(),
                        client.peer().ends(exchange.client()),
                        client.loop().allocator());
    }
}
