package io.dimmer.route;

import io.dimmer.config.edge.MatchSpec;
import io.dimmer.config.edge.PathMatch;
import io.dimmer.exchange.RequestHead;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The alternatives of one host, by path: exact, then the longest prefix, then regular expressions, then those that any
 * path holds for ({@code /} or none written). Immutable; the cost depends on the length of the path, not on the number
 * of routes.
 */
final class PathTable {
    private final ByteMap<Candidates> exact;
    private final ByteMap<Prefix> prefixes;
    private final Candidates regexes;
    private final Candidates any;

    private PathTable(Builder builder) {
        this.exact = ByteMap.ofPaths(inOrder(builder.exact));
        this.prefixes = ByteMap.ofPaths(chained(builder.prefixes));
        this.regexes = Candidates.of(builder.regexes);
        this.any = Candidates.of(builder.any);
    }

    /** A path prefix and the next shorter one that holds whenever it does. */
    private record Prefix(Candidates candidates, @Nullable Prefix shorter) {}

    /** The best alternative that holds. */
    @Nullable Route find(RequestHead head, InetAddress client) {
        Route found = exactly(head).find(head, client);
        for (Prefix at = longest(head); found == null && at != null; at = at.shorter()) {
            found = at.candidates().find(head, client);
        }
        if (found == null) {
            found = regexes.find(head, client);
        }
        return found == null ? any.find(head, client) : found;
    }

    private Candidates exactly(RequestHead head) {
        int start = head.pathStart();
        int end = head.pathEnd();
        if (end - start > exact.longest()) {
            return Candidates.NONE;
        }
        byte[] bytes = head.bytes();
        int hash = 0;
        for (int i = start; i < end; i++) {
            hash = ByteMap.step(hash, bytes[i]);
        }
        Candidates found = exact.get(hash, bytes, start, end);
        return found == null ? Candidates.NONE : found;
    }

    /** One walk over the path that asks at the end of each element. */
    private @Nullable Prefix longest(RequestHead head) {
        byte[] bytes = head.bytes();
        int start = head.pathStart();
        int end = Math.min(head.pathEnd(), start + prefixes.longest() + 1);
        Prefix found = null;
        int hash = 0;
        for (int i = start; i < end; i++) {
            if (bytes[i] == '/' && i > start) {
                found = orElse(prefixes.get(hash, bytes, start, i), found);
            }
            hash = ByteMap.step(hash, bytes[i]);
        }
        return end < head.pathEnd() ? found : orElse(prefixes.get(hash, bytes, start, end), found);
    }

    private static @Nullable Prefix orElse(@Nullable Prefix wanted, @Nullable Prefix other) {
        return wanted == null ? other : wanted;
    }

    private static Map<String, Candidates> inOrder(Map<String, List<Candidate>> byPath) {
        Map<String, Candidates> all = new HashMap<>();
        byPath.forEach((path, candidates) -> all.put(path, Candidates.of(candidates)));
        return all;
    }

    private static Map<String, Prefix> chained(Map<String, List<Candidate>> byPath) {
        Map<String, Prefix> all = new HashMap<>();
        byPath.forEach((path, candidates) -> all.put(path, new Prefix(Candidates.of(candidates), above(path, all))));
        return all;
    }

    private static @Nullable Prefix above(String path, Map<String, Prefix> shorterOnes) {
        for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
            Prefix found = shorterOnes.get(path.substring(0, slash));
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** Collects alternatives. */
    static final class Builder {
        private final Map<String, List<Candidate>> exact = new HashMap<>();
        /** Shorter ones first, so that each finds the one above it. */
        private final Map<String, List<Candidate>> prefixes =
                new TreeMap<>(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));

        private final List<Candidate> regexes = new ArrayList<>();
        private final List<Candidate> any = new ArrayList<>();

        /** Adds one where its path belongs. */
        void add(Candidate candidate, MatchSpec match) {
            placeOf(match.path().orElse(new PathMatch(PathMatch.Kind.PREFIX, "/")))
                    .add(candidate);
        }

        private List<Candidate> placeOf(PathMatch path) {
            return switch (path.kind()) {
                case EXACT -> exact.computeIfAbsent(path.text(), p -> new ArrayList<>());
                case REGEX -> regexes;
                case PREFIX ->
                    path.text().equals("/") ? any : prefixes.computeIfAbsent(path.text(), p -> new ArrayList<>());
            };
        }

        /** Compiles. */
        PathTable build() {
            return new PathTable(this);
        }
    }
}
