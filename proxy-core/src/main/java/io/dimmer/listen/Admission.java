package io.dimmer.listen;

import io.dimmer.exchange.Exchange;
import io.dimmer.exchange.Outcome;
import io.dimmer.exchange.RequestHead;
import io.dimmer.exchange.TextHead;
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
                peer.isTrusted() ? ClientAddress.of(head, peer.address(), rules.trusted()) : peer.address();
        return new Exchange(head, client, stranger, startNanos);
    }

    /** The exchange of what could not be read. */
    static Exchange unreadable(ClientPeer peer, long startNanos) {
        return new Exchange(NOTHING, peer.address(), false, startNanos);
    }

    /** Null for a request that is let in. */
    static @Nullable Refusal refusal(Http1RequestHead head, ClientRules rules) {
        if (head.isConnect()) {
            return new Refusal(Outcome.BAD_REQUEST, "CONNECT is not served here");
        }
        return head.bodyLength() > rules.maxBody() ? tooLarge(rules) : null;
    }

    /** For a body over the limit. */
    static Refusal tooLarge(ClientRules rules) {
        return new Refusal(Outcome.BODY_TOO_LARGE, "The request body is larger than " + rules.maxBody() + " bytes");
    }
}
