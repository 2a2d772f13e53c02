package io.dimmer.route;

import io.dimmer.config.edge.MatchSpec;
import io.dimmer.config.edge.PathMatch;
import io.dimmer.config.edge.ValueMatch;
import io.dimmer.config.regex.Regex;
import io.dimmer.exchange.AddressSet;
import io.dimmer.exchange.RequestHead;
import io.dimmer.exchange.Span;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One alternative of a route, without its hosts and, unless it is a regular expression, its path: those are how it is
 * found. Immutable.
 *
 * @param route where it leads
 * @param path a regular expression, or null
 * @param methods none: any
 * @param conditions headers, query parameters, cookies
 * @param clients none: any
 * @param rank how specific it is
 */
record Candidate(
        Route route,
        @Nullable Regex path,
        List<byte[]> methods,
        List<Condition> conditions,
        @Nullable AddressSet clients,
        Rank rank) {

    /**
     * The order of the Gateway API among alternatives with the same host and path: a method, then more headers, then
     * more query parameters; beyond it more cookies, then client addresses; then the names of the routes, then the order
     * in the route. The most specific comes first.
     */
    record Rank(int methods, int headers, int query, int cookies, int clients) implements Comparable<Rank> {
        private static final Comparator<Rank> ORDER = Comparator.comparingInt(Rank::methods)
                .thenComparingInt(Rank::headers)
                .thenComparingInt(Rank::query)
                .thenComparingInt(Rank::cookies)
                .thenComparingInt(Rank::clients)
                .reversed();

        private static Rank of(MatchSpec match) {
            return new Rank(
                    Math.min(1, match.methods().size()),
                    match.headers().size(),
                    match.query().size(),
                    match.cookies().size(),
                    Math.min(1, match.clientAddresses().size()));
        }

        @Override
        public int compareTo(Rank other) {
            return ORDER.compare(this, other);
        }
    }

    /** Most specific first. */
    static final Comparator<Candidate> ORDER = Comparator.comparing(Candidate::rank)
            .thenComparing(candidate -> candidate.route().name());

    /** Compiles one alternative. */
    static Candidate of(Route route, MatchSpec match) {
        List<Condition> conditions = new ArrayList<>();
        sorted(match.headers()).forEach(e -> conditions.add(new Condition.OnHeader(e.getKey(), e.getValue())));
        sorted(match.query()).forEach(e -> conditions.add(new Condition.OnQuery(e.getKey(), e.getValue())));
        sorted(match.cookies()).forEach(e -> conditions.add(new Condition.OnCookie(e.getKey(), e.getValue())));
        Regex path = match.path()
                .filter(p -> p.kind() == PathMatch.Kind.REGEX)
                .map(p -> Regex.of(p.text()))
                .orElse(null);
        List<byte[]> methods = match.methods().stream()
                .map(m -> m.getBytes(StandardCharsets.UTF_8))
                .toList();
        AddressSet clients = match.clientAddresses().isEmpty() ? null : AddressSet.of(match.clientAddresses());
        return new Candidate(route, path, methods, List.copyOf(conditions), clients, Rank.of(match));
    }

    private static List<Map.Entry<String, ValueMatch>> sorted(Map<String, ValueMatch> matches) {
        return matches.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList();
    }

    /** True when everything holds. */
    boolean holds(RequestHead head, InetAddress client) {
        return holdsMethod(head)
                && (path == null || path.matches(head.bytes(), head.pathStart(), head.pathEnd()))
                && holdConditions(head)
                && (clients == null || clients.contains(client));
    }

    private boolean holdsMethod(RequestHead head) {
        for (int i = 0; i < methods.size(); i++) {
            if (Span.holds(head.bytes(), head.methodStart(), head.methodEnd(), methods.get(i))) {
                return true;
            }
        }
        return methods.isEmpty();
    }

    private boolean holdConditions(RequestHead head) {
        for (int i = 0; i < conditions.size(); i++) {
            if (!conditions.get(i).holds(head)) {
                return false;
            }
        }
        return true;
    }
}
