package io.dimmer.route;

import io.dimmer.config.edge.MatchSpec;
import io.dimmer.config.edge.PathMatch;
import io.dimmer.config.edge.RouteSpec;
import io.dimmer.config.edge.ValueMatch;
import io.dimmer.config.value.Network;
import io.dimmer.config.value.RouteName;
import io.dimmer.config.value.ServiceName;
import io.dimmer.exchange.RequestHead;
import io.dimmer.exchange.TestHead;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tables for tests, written as a file is. */
final class Routes {
    private final List<RouteSpec> specs = new ArrayList<>();

    /** Adds a route with one alternative or more. */
    Routes route(String name, Match... alternatives) {
        List<MatchSpec> match = new ArrayList<>();
        for (Match alternative : alternatives) {
            match.add(alternative.spec());
        }
        specs.add(new RouteSpec(new RouteName(name), match, new ServiceName("to-" + name)));
        return this;
    }

    RouteTable table() {
        return RouteTable.of(
                specs,
                name -> 1_000 + numberOf(name.text()),
                service -> numberOf(service.text().substring(3)));
    }

    private int numberOf(String name) {
        for (int i = 0; i < specs.size(); i++) {
            if (specs.get(i).name().text().equals(name)) {
                return i;
            }
        }
        throw new IllegalArgumentException(name);
    }

    /** The name of the route that a request finds, from any client, or {@code -}. */
    String find(String requestLine, String... fields) {
        return find(InetAddress.getLoopbackAddress(), TestHead.of(requestLine, fields));
    }

    String find(InetAddress client, RequestHead head) {
        Route route = table().find(head, client);
        return route == null ? "-" : route.name().text();
    }

    static Match any() {
        return new Match();
    }

    static Match exact(String path) {
        return any().path(PathMatch.Kind.EXACT, path);
    }

    static Match prefix(String path) {
        return any().path(PathMatch.Kind.PREFIX, path);
    }

    static Match regex(String path) {
        return any().path(PathMatch.Kind.REGEX, path);
    }

    static Match hosts(String... hosts) {
        return any().host(hosts);
    }

    static ValueMatch is(String text) {
        return new ValueMatch(ValueMatch.Kind.EXACT, List.of(text));
    }

    static ValueMatch value(ValueMatch.Kind kind, String... values) {
        return new ValueMatch(kind, List.of(values));
    }

    /** One alternative, as far as it is written. */
    static final class Match {
        private final List<String> hosts = new ArrayList<>();
        private Optional<PathMatch> path = Optional.empty();
        private final List<String> methods = new ArrayList<>();
        private final Map<String, ValueMatch> headers = new HashMap<>();
        private final Map<String, ValueMatch> query = new HashMap<>();
        private final Map<String, ValueMatch> cookies = new HashMap<>();
        private final List<Network> clients = new ArrayList<>();

        Match host(String... more) {
            hosts.addAll(List.of(more));
            return this;
        }

        Match path(PathMatch.Kind kind, String text) {
            path = Optional.of(new PathMatch(kind, text));
            return this;
        }

        Match methods(String... more) {
            methods.addAll(List.of(more));
            return this;
        }

        Match header(String name, ValueMatch value) {
            headers.put(name, value);
            return this;
        }

        Match query(String name, ValueMatch value) {
            query.put(name, value);
            return this;
        }

        Match cookie(String name, ValueMatch value) {
            cookies.put(name, value);
            return this;
        }

        Match client(String network) {
            clients.add(Network.parse(network));
            return this;
        }

        private MatchSpec spec() {
            return new MatchSpec(hosts, path, methods, headers, query, cookies, clients);
        }
    }
}
