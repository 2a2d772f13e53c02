package io.dimmer.config.file.keys.route;

import io.dimmer.config.edge.MatchSpec;
import io.dimmer.config.edge.PathMatch;
import io.dimmer.config.edge.ValueMatch;
import io.dimmer.config.file.model.Fields;
import io.dimmer.config.file.problem.Place;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds routes that cannot be told apart. Precedence looks at the host, the path, and how many methods, headers and so on
 * are asked for; two alternatives tie when these agree, and cannot be told apart when besides one request satisfies both
 * for certain: the same host, the same path, a method, a value and a network in common. Regular expressions and prefixes
 * are compared as text; whether two different ones meet is not decided here.
 */
public final class RouteConflicts {
    private final Fields fields;
    private final Map<Object, List<Alternative>> seen = new HashMap<>();
    private final Set<Set<String>> told = new HashSet<>();

    /** One alternative of one route. */
    private record Alternative(String route, Place place, MatchSpec match) {}

    private RouteConflicts(Fields fields) {
        this.fields = fields;
    }

    /** Tells each pair of routes that ties, once. */
    public static void tell(List<RouteKeys.Written> routes, Fields fields) {
        RouteConflicts conflicts = new RouteConflicts(fields);
        for (RouteKeys.Written route : routes) {
            for (MatchSpec match : route.spec().match()) {
                conflicts.add(new Alternative(route.spec().name().text(), route.match(), match));
            }
        }
    }

    private void add(Alternative alternative) {
        List<Alternative> rivals = seen.computeIfAbsent(shape(alternative.match()), shape -> new ArrayList<>());
        rivals.stream()
                .filter(rival -> !rival.route().equals(alternative.route()))
                .filter(rival -> meet(rival.match(), alternative.match()))
                .findFirst()
                .ifPresent(rival -> tell(rival, alternative));
        rivals.add(alternative);
    }

    private void tell(Alternative first, Alternative second) {
        if (told.add(Set.of(first.route(), second.route()))) {
            fields.problem(
                    second.place(),
                    "a match that route " + first.route() + " has too",
                    "something that tells " + second.route() + " and " + first.route() + " apart");
        }
    }

    /** What two alternatives must have in common to tie; a hash key, so that many routes stay cheap. */
    private static Object shape(MatchSpec match) {
        Optional<PathMatch> path = match.path()
                .filter(p -> p.kind() != PathMatch.Kind.PREFIX || !p.text().equals("/"));
        return List.of(
                path,
                match.hosts().isEmpty(),
                match.methods().isEmpty(),
                match.clientAddresses().isEmpty(),
                match.headers().keySet(),
                match.query().keySet(),
                match.cookies().keySet());
    }

    private static boolean meet(MatchSpec a, MatchSpec b) {
        return meet(a.hosts(), b.hosts())
                && meet(a.methods(), b.methods())
                && meet(a.clientAddresses(), b.clientAddresses())
                && valuesMeet(a.headers(), b.headers())
                && valuesMeet(a.query(), b.query())
                && valuesMeet(a.cookies(), b.cookies());
    }

    private static boolean meet(List<?> a, List<?> b) {
        return a.isEmpty() || !Collections.disjoint(a, b);
    }

    private static boolean valuesMeet(Map<String, ValueMatch> a, Map<String, ValueMatch> b) {
        return a.entrySet().stream().allMatch(entry -> meet(entry.getValue(), b.get(entry.getKey())));
    }

    private static boolean meet(ValueMatch a, @Nullable ValueMatch b) {
        if (b == null) {
            return false;
        }
        boolean listed = isListed(a) && isListed(b);
        return listed ? !Collections.disjoint(a.values(), b.values()) : a.equals(b);
    }

    private static boolean isListed(ValueMatch match) {
        return match.kind() == ValueMatch.Kind.EXACT || match.kind() == ValueMatch.Kind.ANY_OF;
    }
}
