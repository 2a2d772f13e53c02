package io.dimmer.config.file.keys.route;

import io.dimmer.config.edge.MatchSpec;
import io.dimmer.config.edge.RouteSpec;
import io.dimmer.config.file.model.Fields;
import io.dimmer.config.file.model.Key;
import io.dimmer.config.file.model.ListType;
import io.dimmer.config.file.model.NameValues;
import io.dimmer.config.file.model.Section;
import io.dimmer.config.file.problem.Place;
import io.dimmer.config.value.RouteName;
import io.dimmer.config.value.ServiceName;
import java.util.List;
import java.util.Optional;

/** Routes. */
public final class RouteKeys {
    private static final Key<RouteName> NAME = Key.required("name", NameValues.ROUTE)
            .means("Names the route in metrics, headers and messages.")
            .such("reports");
    private static final Key<List<MatchSpec>> MATCH = Key.required(
                    "match", new ListType<>(MatchKeys.MATCH, "alternatives", 1, false))
            .means(
                    "Alternatives, one of which must hold. The most specific route wins, whatever the order in the file.")
            .such("[{path: {prefix: /reports}}]");
    private static final Key<ServiceName> SERVICE = Key.required("service", NameValues.SERVICE)
            .means("Where its requests go.")
            .such("reports");

    /** One route. */
    public static final Section<Written> ROUTE = Section.of(
                    "route",
                    "A match that sends requests to a service.",
                    List.of(NAME, MATCH, SERVICE),
                    RouteKeys::route)
            .later("rateLimits", "rewrite", "requestHeaders", "timeouts");

    private RouteKeys() {}

    /**
     * A route and where its parts stand.
     *
     * @param spec the route
     * @param name where its name stands
     * @param match where its alternatives stand
     * @param service where its service stands
     */
    public record Written(RouteSpec spec, Place name, Place match, Place service) {}

    private static Optional<Written> route(Fields fields) {
        Optional<RouteName> name = fields.maybe(NAME);
        Optional<List<MatchSpec>> match = fields.maybe(MATCH).filter(alternatives -> !alternatives.isEmpty());
        Optional<ServiceName> service = fields.maybe(SERVICE);
        return name.flatMap(n -> match.flatMap(m -> service.map(s -> new RouteSpec(n, m, s))))
                .map(spec -> new Written(spec, fields.place(NAME), fields.place(MATCH), fields.place(SERVICE)));
    }
}
