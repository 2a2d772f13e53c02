package io.dimmer.config.edge;

import io.dimmer.config.value.Network;
import io.dimmer.config.value.UnexpectedValueException;
import java.util.List;
import java.util.Optional;

/**
 * Whose word is taken for who a client is.
 *
 * @param from the networks of our proxies; empty: nobody's
 * @param hops how many proxies one behind the other are believed at most, the one that connects included; absent: any
 * @param header which header is read; absent: {@code X-Forwarded-For}, and where there is none {@code Forwarded}
 */
public record TrustSpec(List<Network> from, Optional<Integer> hops, Optional<Header> header) {
    /** Nobody. */
    public static final TrustSpec NOBODY = new TrustSpec(List.of(), Optional.empty(), Optional.empty());

    private static final int MOST_HOPS = 32;

    /** A header that tells where a request came from. */
    public enum Header {
        X_FORWARDED_FOR("X-Forwarded-For"),
        /** RFC 7239. */
        FORWARDED("Forwarded");

        private final String text;

        Header(String text) {
            this.text = text;
        }

        /** As it is written. */
        public String text() {
            return text;
        }
    }

    public TrustSpec {
        from = List.copyOf(from);
        hops.ifPresent(most -> UnexpectedValueException.unless(
                most >= 1 && most <= MOST_HOPS, "trustedProxies.hops", most, "1 to " + MOST_HOPS));
    }
}
