package io.dimmer.listen;

import io.dimmer.exchange.AddressSet;
import io.dimmer.exchange.HeaderName;
import io.dimmer.exchange.RequestHead;
import io.dimmer.wire.ClientPeer;
import io.dimmer.wire.head.HeaderNames;
import io.dimmer.wire.head.HeaderSet;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who the client is behind trusted proxies: {@code X-Forwarded-For}, or {@code Forwarded}, is read from its right end,
 * each entry is believed as long as whoever wrote it is trusted and there are not more of them than there may be, and
 * the first that is not trusted is the client. Stateless.
 */
final class ClientAddress {
    private static final HeaderSet FORWARDING = HeaderSet.of(List.of(
            HeaderNames.X_FORWARDED_FOR,
            HeaderNames.FORWARDED,
            HeaderNames.X_FORWARDED_HOST,
            HeaderNames.X_FORWARDED_PROTO,
            HeaderNames.X_FORWARDED_PORT,
            HeaderName.of("X-Real-IP")));

    private ClientAddress() {}

    /** True when the request says that it came through a proxy. */
    static boolean isForwarded(RequestHead head) {
        return FORWARDING.isIn(head);
    }

    /**
     * The client of a request from a trusted peer.
     *
     * @param peer the other end of the connection, trusted
     * @param hops how many proxies are believed at most, the peer included
     */
    static InetAddress of(RequestHead head, ClientPeer peer, AddressSet trusted, int hops) {
        boolean listed = head.find(HeaderNames.X_FORWARDED_FOR, 0) >= 0;
        if (peer.isXForwardedBelieved() && (listed || !peer.isForwardedBelieved())) {
            return ofList(head, peer.address(), trusted, hops);
        }
        return peer.isForwardedBelieved() ? ofForwarded(head, peer.address(), trusted, hops) : peer.address();
    }

    private static InetAddress ofForwarded(RequestHead head, InetAddress peer, AddressSet trusted, int hops) {
        List<String> nodes = ForwardedFor.nodes(head);
        InetAddress client = peer;
        int believed = 0;
        for (int i = nodes == null ? -1 : nodes.size() - 1; i >= 0 && nodes != null; i--) {
            InetAddress named = parse(nodes.get(i));
            if (named == null) {
                return client;
            }
            client = named;
            believed++;
            if (believed == hops || !trusted.contains(client)) {
                return client;
            }
        }
        return client;
    }

    private static InetAddress ofList(RequestHead head, InetAddress peer, AddressSet trusted, int hops) {
        InetAddress client = peer;
        int believed = 0;
        for (int field = head.fieldCount() - 1; field >= 0; field--) {
            if (!HeaderNames.X_FORWARDED_FOR.matches(head.bytes(), head.nameStart(field), head.nameEnd(field))) {
                continue;
            }
            int end = head.valueEnd(field);
            while (end > head.valueStart(field)) {
                int start = entryStart(head, field, end);
                InetAddress named = parse(head.text(start, end).strip());
                if (named == null) {
                    return client;
                }
                client = named;
                believed++;
                if (believed == hops || !trusted.contains(client)) {
                    return client;
                }
                end = start - 1;
            }
        }
        return client;
    }

    private static int entryStart(RequestHead head, int field, int end) {
        int start = end;
        while (start > head.valueStart(field) && head.bytes()[start - 1] != ',') {
            start--;
        }
        return start;
    }

    /** An address, with or without a port; null for anything else, names included. */
    static @Nullable InetAddress parse(String entry) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(withoutPort(entry));
        if (bytes == null) {
            return null;
        }
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has 4 or 16 bytes", e);
        }
    }

    private static String withoutPort(String entry) {
        if (entry.startsWith("[")) {
            int close = entry.indexOf(']');
            return close < 0 ? entry : entry.substring(1, close);
        }
        int colon = entry.indexOf(':');
        boolean onePort = colon > 0 && colon == entry.lastIndexOf(':');
        return onePort ? entry.substring(0, colon) : entry;
    }
}
