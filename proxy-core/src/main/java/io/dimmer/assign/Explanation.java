package io.dimmer.assign;

import io.dimmer.config.value.RouteName;
import io.dimmer.config.value.ServiceName;
import io.dimmer.config.value.VersionName;
import io.dimmer.exchange.AssignmentReason;
import io.dimmer.exchange.RequestHead;
import io.dimmer.route.Route;
import io.dimmer.route.RouteTable;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntFunction;

/**
 * Which route, service and version a request would get, and why: the same decisions as for a real request, with nothing
 * sent and nothing counted.
 *
 * @param route absent when the service was named, or no route matches
 * @param service absent when no route matches
 * @param version absent when nobody would serve it, or chance decides anew for each request
 * @param reason absent when nothing was decided
 * @param key which key decided, as in {@code X-Dimmer-Key}
 * @param slot of the user, 0 to 65 535; absent without a key
 * @param share of the users that the version has now, 0 to 1
 * @param sentences for people, in the order of the decisions
 */
public record Explanation(
        Optional<RouteName> route,
        Optional<ServiceName> service,
        Optional<VersionName> version,
        Optional<AssignmentReason> reason,
        String key,
        OptionalInt slot,
        double share,
        List<String> sentences) {
    public Explanation {
        sentences = List.copyOf(sentences);
    }

    /**
     * What is asked.
     *
     * @param head of the request
     * @param client its address after trusted proxies
     * @param user the value of the key; absent: it is looked for in the request
     */
    public record Question(RequestHead head, InetAddress client, Optional<String> user) {}

    /**
     * Explains a request from its route on.
     *
     * @param services the assigner of each {@link Route#service()}
     * @param clock tells whether a force token has expired
     */
    public static Explanation of(
            Question question, RouteTable routes, IntFunction<Assigner> services, InstantSource clock) {
        Route route = routes.find(question.head(), question.client());
        if (route == null) {
            String asked = Narrator.target(question.head());
            return new Explanation(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    "none",
                    OptionalInt.empty(),
                    0,
                    List.of("No route matches " + asked + "."));
        }
        return new Narrator(services.apply(route.service()), clock).explain(question, Optional.of(route.name()));
    }

    /** Explains what a service would do, whatever the routes. */
    public static Explanation of(Question question, Assigner service, InstantSource clock) {
        return new Narrator(service, clock).explain(question, Optional.empty());
    }
}
