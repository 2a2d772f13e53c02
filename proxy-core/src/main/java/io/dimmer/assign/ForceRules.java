package io.dimmer.assign;

import io.dimmer.config.service.ForceKey;
import io.dimmer.config.service.ForceSpec;
import io.dimmer.config.service.ServiceSpec;
import io.dimmer.exchange.AddressSet;
import io.dimmer.exchange.CookieName;
import io.dimmer.exchange.Exchange;
import io.dimmer.exchange.HeaderName;
import io.dimmer.exchange.QueryName;
import io.dimmer.exchange.RequestHead;
import io.dimmer.exchange.Span;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who may name the version of a request, and what they ask for: the header before the link before the cookie. Of those
 * who may not, nothing is read but that they tried. Immutable, any thread; a request that asks for nothing costs no
 * allocation.
 */
final class ForceRules {
    private static final List<Place> PLACES = List.of(Place.values());
    private static final byte[] GET = "GET".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] HEAD = "HEAD".getBytes(StandardCharsets.US_ASCII);

    private final ForceSpec spec;
    private final String service;
    private final List<ForceKey> keys;
    private final AddressSet networks;
    private final HeaderName header;
    private final @Nullable CookieName cookie;
    private final @Nullable QueryName query;

    private ForceRules(ServiceSpec service, List<ForceKey> keys) {
        this.spec = service.force();
        this.service = service.name().text();
        this.keys = List.copyOf(keys);
        this.networks = AddressSet.of(spec.networks());
        this.header = HeaderName.of(spec.header());
        this.cookie = spec.cookie().map(CookieName::of).orElse(null);
        this.query = cookie == null ? null : spec.query().map(QueryName::of).orElse(null);
    }

    static ForceRules of(ServiceSpec service, List<ForceKey> keys) {
        return new ForceRules(service, keys);
    }

    /** Where a wish stood. */
    enum Place {
        HEADER,
        QUERY,
        COOKIE
    }

    /**
     * What one who may asks for.
     *
     * @param index of the version in the split, or {@link Split#NONE} when it has no such version
     * @param entry as it came
     */
    record Wish(Place place, int index, String entry) {}

    /** What the request asks for, or null; marks in the exchange who may force and which cookie is stale. */
    @Nullable Wish read(Exchange exchange, AssignLoop loop, Split split) {
        if (mayHere(exchange)) {
            exchange.markForcer();
        }
        boolean refused = false;
        for (int i = 0; i < PLACES.size(); i++) {
            Place place = PLACES.get(i);
            String entry = entry(place, exchange.head());
            if (entry == null) {
                continue;
            }
            ForceToken.Worth worth = worth(entry, exchange, loop);
            int index = worth == ForceToken.Worth.VALID ? split.indexOf(ForceEntry.version(entry)) : Split.NONE;
            boolean stale = worth == ForceToken.Worth.EXPIRED || (worth == ForceToken.Worth.VALID && index < 0);
            if (stale && place == Place.COOKIE) {
                exchange.markForceCookieStale();
            } else if (worth == ForceToken.Worth.VALID) {
                exchange.markForcer();
                return new Wish(place, index, entry);
            } else {
                refused = true;
            }
        }
        if (refused) {
            loop.listener().forceRefused(exchange.service());
        }
        return null;
    }

    private boolean mayHere(Exchange exchange) {
        return switch (spec.allow()) {
            case ANYONE -> true;
            case NETWORKS -> !exchange.isStranger() && networks.contains(exchange.client());
            case NOBODY, SIGNED -> false;
        };
    }

    private ForceToken.Worth worth(String entry, Exchange exchange, AssignLoop loop) {
        if (spec.allow() == ForceSpec.Allow.SIGNED) {
            return entry.indexOf('=') < 0
                    ? ForceToken.Worth.WORTHLESS
                    : ForceToken.worth(entry, keys, loop.clock().instant());
        }
        return exchange.isForcer() ? ForceToken.Worth.VALID : ForceToken.Worth.WORTHLESS;
    }

    private @Nullable String entry(Place place, RequestHead head) {
        return switch (place) {
            case HEADER -> inHeader(head);
            case QUERY -> inQuery(head);
            case COOKIE -> inCookie(head);
        };
    }

    private @Nullable String inHeader(RequestHead head) {
        for (int field = head.find(header, 0); field >= 0; field = head.find(header, field + 1)) {
            String entry = ForceEntry.first(head.text(head.valueStart(field), head.valueEnd(field)), service);
            if (entry != null) {
                return entry;
            }
        }
        return null;
    }

    /** Only where a redirect loses nothing. */
    private @Nullable String inQuery(RequestHead head) {
        long span = query == null || !isSafe(head) ? Span.NONE : query.find(head);
        if (span == Span.NONE) {
            return null;
        }
        byte[] decoded = QueryName.decode(head.bytes(), Span.start(span), Span.end(span));
        return ForceEntry.first(new String(decoded, StandardCharsets.ISO_8859_1), service);
    }

    private static boolean isSafe(RequestHead head) {
        return Span.holds(head.bytes(), head.methodStart(), head.methodEnd(), GET)
                || Span.holds(head.bytes(), head.methodStart(), head.methodEnd(), HEAD);
    }

    private @Nullable String inCookie(RequestHead head) {
        long span = cookie == null ? Span.NONE : cookie.find(head);
        return span == Span.NONE ? null : ForceEntry.first(head.text(Span.start(span), Span.end(span)), service);
    }

    /** The answer to a link. */
    ForceRedirect redirect(RequestHead head) {
        String entry = inQuery(head);
        if (entry == null || query == null) {
            throw new IllegalStateException("only for a request that was answered with REDIRECT");
        }
        return new ForceRedirect(ForceRedirect.target(head, query.without(head)), cookieField(entry, ""));
    }

    private String cookieField(String entry, String more) {
        String value = entry.isEmpty() ? "" : ForceEntry.qualified(entry, service);
        return spec.cookie().orElseThrow() + "=" + value + "; Path=/" + more + "; HttpOnly; SameSite=Lax";
    }

    /** The {@code Set-Cookie} value that takes the cookie away. */
    String clearCookie() {
        return cookieField("", "; Max-Age=0");
    }

    /** What the force header of the request to the upstream says, or null for none. */
    @Nullable String passedOn(Exchange exchange) {
        if (!spec.passOn() || !exchange.isForcer()) {
            return null;
        }
        RequestHead head = exchange.head();
        StringBuilder all = new StringBuilder();
        for (int field = head.find(header, 0); field >= 0; field = head.find(header, field + 1)) {
            all.append(all.length() == 0 ? "" : ",").append(head.text(head.valueStart(field), head.valueEnd(field)));
        }
        String cookieEntry = all.length() == 0 && !exchange.isForceCookieStale() ? inCookie(head) : null;
        String list = ForceEntry.qualified(cookieEntry == null ? all.toString() : cookieEntry, service);
        return list.isEmpty() ? null : list;
    }
}
