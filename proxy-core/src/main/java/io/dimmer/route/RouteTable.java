package io.dimmer.route;

import io.dimmer.config.edge.MatchSpec;
import io.dimmer.config.edge.RouteSpec;
import io.dimmer.config.value.RouteName;
import io.dimmer.config.value.ServiceName;
import io.dimmer.exchange.HeaderName;
import io.dimmer.exchange.RequestHead;
import java.net.InetAddress;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * All routes, compiled: finds the most specific one that holds, whatever the order in the file. Immutable, any thread;
 * finding allocates nothing unless a regular expression or an encoded query parameter has to be looked at.
 *
 * <p>The order is that of the Gateway API: an exact host before the longest wildcard before none; an exact path before
 * the longest prefix before a regular expression before any path; then {@link Candidate.Rank}. An alternative that
 * does not hold in the end gives way to the next specific one, of a wider host too. {@code *.example.org} holds for
 * any number of labels, and not for {@code example.org}. A dot at the end of a host is left out.
 */
public final class RouteTable {
    private final ByteMap<PathTable> exactHosts;
    private final ByteMap<Suffix> suffixes;
    private final PathTable anyHost;

    private RouteTable(Builder builder) {
        this.exactHosts = ByteMap.ofHosts(built(builder.exactHosts));
        this.suffixes = ByteMap.ofHosts(chained(builder.suffixes));
        this.anyHost = builder.anyHost.build();
    }

    /** The paths below a wildcard, and the next shorter wildcard that holds whenever it does. */
    private record Suffix(PathTable paths, @Nullable Suffix shorter) {}

    /**
     * Compiles.
     *
     * @param numbers the dense number of a route
     * @param services the index of a service in the snapshot that will hold the table
     */
    public static RouteTable of(
            List<RouteSpec> routes, ToIntFunction<RouteName> numbers, ToIntFunction<ServiceName> services) {
        Builder builder = new Builder();
        for (RouteSpec spec : routes) {
            Route route = new Route(numbers.applyAsInt(spec.name()), spec.name(), services.applyAsInt(spec.service()));
            spec.match().forEach(match -> builder.add(Candidate.of(route, match), match));
        }
        return new RouteTable(builder);
    }

    /**
     * The most specific route that holds, or null.
     *
     * @param client address after trusted proxies
     */
    public @Nullable Route find(RequestHead head, InetAddress client) {
        byte[] bytes = head.bytes();
        int start = head.hostStart();
        int end = head.hostEnd();
        if (end > start && bytes[end - 1] == '.') {
            end--;
        }
        PathTable exact = exactly(bytes, start, end);
        Route found = exact == null ? null : exact.find(head, client);
        for (Suffix at = longest(bytes, start, end); found == null && at != null; at = at.shorter()) {
            found = at.paths().find(head, client);
        }
        return found == null ? anyHost.find(head, client) : found;
    }

    private @Nullable PathTable exactly(byte[] bytes, int start, int end) {
        if (end - start > exactHosts.longest()) {
            return null;
        }
        int hash = 0;
        for (int i = end - 1; i >= start; i--) {
            hash = ByteMap.step(hash, HeaderName.lowerCase(bytes[i]));
        }
        return exactHosts.get(hash, bytes, start, end);
    }

    /** One walk from the right that asks at each dot. */
    private @Nullable Suffix longest(byte[] bytes, int start, int end) {
        int stop = Math.max(start, end - suffixes.longest());
        Suffix found = null;
        int hash = 0;
        for (int i = end - 1; i >= stop; i--) {
            hash = ByteMap.step(hash, HeaderName.lowerCase(bytes[i]));
            if (bytes[i] == '.' && i > start) {
                Suffix longer = suffixes.get(hash, bytes, i, end);
                found = longer == null ? found : longer;
            }
        }
        return found;
    }

    private static Map<String, PathTable> built(Map<String, PathTable.Builder> byHost) {
        Map<String, PathTable> all = new HashMap<>();
        byHost.forEach((host, paths) -> all.put(host, paths.build()));
        return all;
    }

    private static Map<String, Suffix> chained(Map<String, PathTable.Builder> bySuffix) {
        Map<String, Suffix> all = new HashMap<>();
        bySuffix.forEach((suffix, paths) -> all.put(suffix, new Suffix(paths.build(), above(suffix, all))));
        return all;
    }

    private static @Nullable Suffix above(String suffix, Map<String, Suffix> shorterOnes) {
        for (int dot = suffix.indexOf('.', 1); dot > 0; dot = suffix.indexOf('.', dot + 1)) {
            Suffix found = shorterOnes.get(suffix.substring(dot));
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** Collects alternatives by host. */
    private static final class Builder {
        private final Map<String, PathTable.Builder> exactHosts = new HashMap<>();
        /** Such as {@code .example.org}; shorter ones first, so that each finds the one above it. */
        private final Map<String, PathTable.Builder> suffixes =
                new TreeMap<>(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));

        private final PathTable.Builder anyHost = new PathTable.Builder();

        private void add(Candidate candidate, MatchSpec match) {
            if (match.hosts().isEmpty()) {
                anyHost.add(candidate, match);
            }
            match.hosts().forEach(host -> placeOf(host.toLowerCase(Locale.ROOT)).add(candidate, match));
        }

        private PathTable.Builder placeOf(String host) {
            return host.startsWith("*.")
                    ? suffixes.computeIfAbsent(host.substring(1), h -> new PathTable.Builder())
                    : exactHosts.computeIfAbsent(host, h -> new PathTable.Builder());
        }
    }
}
