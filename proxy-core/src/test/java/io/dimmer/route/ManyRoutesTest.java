package io.dimmer.route;

import static io.dimmer.route.Routes.any;
import static io.dimmer.route.Routes.exact;
import static io.dimmer.route.Routes.hosts;
import static io.dimmer.route.Routes.prefix;
import static org.assertj.core.api.Assertions.assertThat;

import io.dimmer.config.edge.PathMatch;
import io.dimmer.exchange.TestHead;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The maps behind the table, against a search that looks at every route. */
class ManyRoutesTest {
    private static final List<String> ELEMENTS = List.of("a", "b", "ab", "", "a.b", "%61");
    private static final List<String> LABELS = List.of("x", "y", "xy", "example");

    @Test
    void findsAmongRandomRoutesWhatASlowSearchFinds() {
        Random random = new Random(7);
        for (int round = 0; round < 50; round++) {
            List<Shape> shapes = new ArrayList<>();
            Routes routes = new Routes();
            for (int i = 0; i < 40; i++) {
                Shape shape = Shape.random(random, String.format("r%02d", i));
                shapes.add(shape);
                routes.route(shape.name(), shape.match());
            }
            RouteTable table = routes.table();
            for (int i = 0; i < 100; i++) {
                String host = host(random);
                String path = path(random);
                Route found = table.find(TestHead.of(path, "Host: " + host), InetAddress.getLoopbackAddress());
                assertThat(found == null ? "-" : found.name().text())
                        .as("%s on %s", path, host)
                        .isEqualTo(slow(shapes, host, path));
            }
        }
    }

    @Test
    void findsEachOfTenThousand() {
        Routes routes = new Routes();
        for (int i = 0; i < 2_500; i++) {
            routes.route("exact" + i, exact("/exact/" + i));
            routes.route("prefix" + i, prefix("/prefix/" + i));
            routes.route("host" + i, hosts("host" + i + ".example"));
            routes.route("wild" + i, hosts("*.wild" + i + ".example").path(PathMatch.Kind.PREFIX, "/w"));
        }
        RouteTable table = routes.table();
        InetAddress client = InetAddress.getLoopbackAddress();
        for (int i = 0; i < 2_500; i++) {
            assertThat(name(table.find(TestHead.of("/exact/" + i, "Host: nobody"), client)))
                    .isEqualTo("exact" + i);
            assertThat(name(table.find(TestHead.of("/prefix/" + i + "/x"), client)))
                    .isEqualTo("prefix" + i);
            assertThat(name(table.find(TestHead.of("/exact/" + i, "Host: host" + i + ".example"), client)))
                    .isEqualTo("host" + i);
            assertThat(name(table.find(TestHead.of("/w", "Host: a.wild" + i + ".example"), client)))
                    .isEqualTo("wild" + i);
        }
    }

    @Test
    void namesThatHashAlikeAreToldApart() {
        Routes routes = new Routes()
                .route("one", exact("/Aa"))
                .route("two", exact("/BB"))
                .route("rest", any());
        assertThat("/Aa".hashCode()).isEqualTo("/BB".hashCode());
        assertThat(routes.find("/Aa")).isEqualTo("one");
        assertThat(routes.find("/BB")).isEqualTo("two");
        assertThat(routes.find("/C#")).isEqualTo("rest");
    }

    private static String name(@Nullable Route route) {
        return route == null ? "-" : route.name().text();
    }

    private static String host(Random random) {
        String host = LABELS.get(random.nextInt(4)) + "." + LABELS.get(random.nextInt(4));
        return random.nextBoolean() ? host : LABELS.get(random.nextInt(4)) + "." + host;
    }

    private static String path(Random random) {
        StringBuilder path = new StringBuilder();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            path.append('/').append(ELEMENTS.get(random.nextInt(ELEMENTS.size())));
        }
        return path.toString();
    }

    private static String slow(List<Shape> shapes, String host, String path) {
        return shapes.stream()
                .filter(shape -> shape.rank(host, path) >= 0)
                .max((a, b) -> a.rank(host, path) != b.rank(host, path)
                        ? Integer.compare(a.rank(host, path), b.rank(host, path))
                        : b.name().compareTo(a.name()))
                .map(Shape::name)
                .orElse("-");
    }

    /** A route with a host and a path, either of which may be empty. */
    private record Shape(String name, String host, String path, boolean exact) {
        private static Shape random(Random random, String name) {
            String host =
                    random.nextInt(3) == 0 ? "" : (random.nextBoolean() ? "*." : "") + ManyRoutesTest.host(random);
            return new Shape(name, host, specPath(random), random.nextBoolean());
        }

        /** A slash at the end of a prefix says nothing, so none is written. */
        private static String specPath(Random random) {
            String path = ManyRoutesTest.path(random).replaceAll("/+$", "");
            return path.isEmpty() ? "/" : path;
        }

        private Routes.Match match() {
            Routes.Match match = any().path(exact ? PathMatch.Kind.EXACT : PathMatch.Kind.PREFIX, path);
            return host.isEmpty() ? match : match.host(host);
        }

        /** How specific it is for a request, -1 when it does not hold. */
        private int rank(String requestHost, String requestPath) {
            int byHost = host.isEmpty() ? 0 : hostRank(requestHost);
            int byPath = exact ? (path.equals(requestPath) ? 9_000 : -1) : prefixRank(requestPath);
            return byHost < 0 || byPath < 0 ? -1 : byHost * 10_000 + byPath;
        }

        private int hostRank(String requestHost) {
            if (host.startsWith("*.")) {
                return requestHost.endsWith(host.substring(1)) ? host.length() : -1;
            }
            return host.equals(requestHost) ? 9_000 : -1;
        }

        private int prefixRank(String requestPath) {
            String prefix = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
            return (requestPath + "/").startsWith(prefix + "/") ? prefix.length() : -1;
        }
    }
}
