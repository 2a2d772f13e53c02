package io.dimmer.listen;

import io.dimmer.exchange.Exchange;
import io.dimmer.exchange.Outcome;
import io.dimmer.exchange.RequestHead;
import io.dimmer.exchange.TextHead;
import io.dimmer.listen.limit.ClientRules;
import io.dimmer.listen.limit.Door;
import io.dimmer.listen.limit.Limit;
import io.dimmer.wire.ClientPeer;
import io.dimmer.wire.head.Http1RequestHead;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes exchanges of requests: who the client is, and what is not let in. Stateless. */
final class Admission {
    /** The head of an exchange whose request has none that could be read. */
    private static final RequestHead NOTHING = TextHead.of("", "", "", List.of());

    private Admission() {}

    /**
     * Why a request is not let in.
     *
     * @param detail a sentence for people
     */
    record Refusal(Outcome why, String detail) {}

    /** The exchange of a request. */
    static Exchange exchange(Http1RequestHead head, ClientPeer peer, ClientRules rules, long startNanos) {
        boolean stranger = !peer.isTrusted() && ClientAddress.isForwarded(head);
        InetAddress client =
                peer.isTrusted() ? ClientAddress.of(head, peer, rules.trusted(), rules.hops()) : peer.address();
        return new Exchange(head, client, stranger, startNanos);
    }

    /** The exchange of what could not be read. */
    static Exchange unreadable(ClientPeer peer, long startNanos) {
        return new Exchange(NOTHING, peer.address(), false, startNanos);
    }

    /** Null for a request that is let in. */
    static @Nullable Refusal refusal(Http1RequestHead head, Exchange exchange, Door door) {
        if (head.isConnect()) {
            return new Refusal(Outcome.BAD_REQUEST, "CONNECT is not served here");
        }
        if (head.bodyLength() > door.rules().maxBody()) {
            return tooLarge(door);
        }
        return door.isMemorySpent(exchange.startNanos())
                ? new Refusal(Limit.MEMORY.outcome(), Limit.MEMORY.detail())
                : null;
    }

    /** For a body over the limit. */
    static Refusal tooLarge(Door door) {
        door.met(Limit.MAX_BODY);
        return new Refusal(
                Limit.MAX_BODY.outcome(),
                "The request body is larger than " + door.rules().maxBody() + " bytes");
    }
}
