package io.dimmer.measure.meter;

import io.dimmer.exchange.Exchange;
import io.dimmer.exchange.Outcome;
import io.dimmer.measure.loop.Buckets;
import io.dimmer.measure.loop.Endings;
import io.dimmer.measure.loop.Roster;
import io.dimmer.measure.loop.Tables;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What users saw: requests by ending, and how long they took, by route and version. */
final class RequestRows {
    private static final String NONE = "none";
    private static final List<String> CLASSES = List.of(NONE, "1xx", "2xx", "3xx", "4xx", "5xx");
    private static final int SERVER_ERROR = 5;
    private static final Set<Outcome> USUAL = EnumSet.of(Outcome.ANSWERED, Outcome.UPSTREAM_ERROR);
    /** How a request can end before it has a route. */
    private static final List<Outcome> UNROUTED = List.of(
            Outcome.CLIENT_GONE,
            Outcome.BAD_REQUEST,
            Outcome.CLIENT_TIMEOUT,
            Outcome.BODY_TOO_LARGE,
            Outcome.URI_TOO_LONG,
            Outcome.HEADERS_TOO_LARGE,
            Outcome.NO_ROUTE,
            Outcome.RATE_LIMITED,
            Outcome.NO_CAPACITY,
            Outcome.SHED,
            Outcome.DRAINING,
            Outcome.INTERNAL_ERROR);

    private final Rows.Counters requests = new Rows.Counters("dimmer_requests", "Requests, by what users saw of them.");
    private final Rows.Histograms durations = new Rows.Histograms(
            "dimmer_request_duration_seconds", "First byte of the request to last byte of the answer.");
    private final List<Tables> loops;

    private RequestRows(List<Tables> loops) {
        this.loops = loops;
    }

    static List<MetricSnapshot> of(Roster roster, List<Tables> loops) {
        RequestRows rows = new RequestRows(loops);
        rows.add(new Place(NONE, NONE, NONE), Exchange.NONE, Exchange.NONE);
        for (Roster.Service service : roster.services()) {
            roster.routes().stream()
                    .filter(route -> route.service() == service.number())
                    .forEach(route -> rows.add(service, route));
        }
        return List.of(rows.requests.build(), rows.durations.build());
    }

    private void add(Roster.Service service, Roster.Route route) {
        String routeName = route.name().text();
        String serviceName = service.name().text();
        add(new Place(routeName, serviceName, NONE), route.number(), Exchange.NONE);
        for (Roster.Version version : service.versions()) {
            add(new Place(routeName, serviceName, version.name().text()), route.number(), version.number());
        }
    }

    private void add(Place place, int route, int version) {
        List<Endings> endings = loops.stream()
                .map(loop -> loop.endings(route, version))
                .filter(Objects::nonNull)
                .toList();
        // Nearly everywhere only the usual ones have come: with many routes that is most of the work.
        boolean unrouted = route == Exchange.NONE;
        Set<Outcome> possible =
                unrouted || endings.stream().anyMatch(Endings::hasOthers) ? EnumSet.allOf(Outcome.class) : USUAL;
        for (Outcome outcome : possible) {
            for (int statusClass = 0; statusClass < Endings.CLASSES; statusClass++) {
                long count = sum(endings, outcome, statusClass);
                if (count > 0 || place.existsFromTheStart(outcome, statusClass)) {
                    count(place, outcome, statusClass, count);
                }
            }
        }
        List<Buckets> buckets = endings.stream()
                .map(Endings::durations)
                .flatMap(Optional::stream)
                .toList();
        if (!buckets.isEmpty()) {
            durations.add(buckets, "route", place.route, "service", place.service, "version", place.version);
        }
    }

    private static long sum(List<Endings> endings, Outcome outcome, int statusClass) {
        long sum = 0;
        for (int i = 0; i < endings.size(); i++) {
            sum += endings.get(i).count(outcome, statusClass);
        }
        return sum;
    }

    private void count(Place place, Outcome outcome, int statusClass, long count) {
        requests.add(
                count,
                "route",
                place.route,
                "service",
                place.service,
                "version",
                place.version,
                "status",
                CLASSES.get(statusClass),
                "outcome",
                outcome.word(),
                "fault",
                outcome.fault().word());
    }

    /** Labels of a row. */
    private record Place(String route, String service, String version) {
        /** What can happen to every version, or before there is a route. */
        private boolean existsFromTheStart(Outcome outcome, int statusClass) {
            if (route.equals(NONE)) {
                return UNROUTED.contains(outcome) && statusClass == outcome.status() / 100;
            }
            boolean answered = outcome == Outcome.ANSWERED && statusClass > 0 && statusClass < SERVER_ERROR;
            boolean failed = outcome == Outcome.UPSTREAM_ERROR && statusClass == SERVER_ERROR;
            return !version.equals(NONE) && (answered || failed);
        }
    }
}
