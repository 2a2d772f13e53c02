package io.dimmer.measure.loop;

import io.dimmer.exchange.Exchange;
import io.dimmer.measure.sketch.Latencies;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The recorders of one loop by dense number. Immutable; who leaves the roster leaves a hole. */
public final class Tables {
    private final @Nullable VersionRecorder[] versions;
    private final @Nullable ServiceRecorder[] services;
    /** By version: the number of its service. */
    private final int[] serviceOf;
    /** By route: the number of its service, and its place among the routes of it. */
    private final int[] serviceOfRoute;

    private final int[] placeOf;
    /** By version, then by place of the route; empty for a hole. */
    private final Endings[][] endings;
    /** By route, for exchanges without a version. */
    private final @Nullable Endings[] unversioned;

    private final Endings unrouted;

    private Tables(int versions, int services, int routes, Endings unrouted) {
        this.versions = new VersionRecorder[versions];
        this.services = new ServiceRecorder[services];
        this.serviceOf = new int[versions];
        this.serviceOfRoute = new int[routes];
        this.placeOf = new int[routes];
        this.endings = new Endings[versions][0];
        this.unversioned = new Endings[routes];
        this.unrouted = unrouted;
    }

    static Tables empty() {
        return new Tables(0, 0, 0, new Endings());
    }

    /** The tables for a roster; who stays keeps the recorder and its counts. */
    Tables adopt(Roster roster, Latencies latencies, int mostFacts) {
        Tables next = new Tables(mostVersions(roster), mostServices(roster), mostRoutes(roster), unrouted);
        for (Roster.Service service : roster.services()) {
            List<Roster.Route> routes = roster.routes().stream()
                    .filter(route -> route.service() == service.number())
                    .toList();
            next.addService(service, this, mostFacts);
            next.addRoutes(routes, this);
            for (Roster.Version version : service.versions()) {
                next.addVersion(version.number(), service.number(), routes, this, latencies);
            }
        }
        return next;
    }

    private void addService(Roster.Service service, Tables before, int mostFacts) {
        ServiceRecorder kept = before.service(service.number());
        if (kept == null) {
            kept = new ServiceRecorder(service, mostFacts);
        } else {
            kept.adopt(service);
        }
        services[service.number()] = kept;
    }

    private void addRoutes(List<Roster.Route> routes, Tables before) {
        for (int place = 0; place < routes.size(); place++) {
            int number = routes.get(place).number();
            serviceOfRoute[number] = routes.get(place).service();
            placeOf[number] = place;
            Endings kept = before.endings(number, Exchange.NONE);
            unversioned[number] = kept == null ? new Endings() : kept;
        }
    }

    private void addVersion(int number, int service, List<Roster.Route> routes, Tables before, Latencies latencies) {
        VersionRecorder kept = before.version(number);
        versions[number] = kept == null ? new VersionRecorder(number, latencies) : kept;
        serviceOf[number] = service;
        Endings[] ofVersion = new Endings[routes.size()];
        for (int place = 0; place < ofVersion.length; place++) {
            Endings keptEndings = before.endings(routes.get(place).number(), number);
            ofVersion[place] = keptEndings == null ? new Endings() : keptEndings;
        }
        endings[number] = ofVersion;
    }

    private static int mostVersions(Roster roster) {
        return 1
                + roster.services().stream()
                        .flatMap(service -> service.versions().stream())
                        .mapToInt(Roster.Version::number)
                        .max()
                        .orElse(-1);
    }

    private static int mostServices(Roster roster) {
        return 1
                + roster.services().stream()
                        .mapToInt(Roster.Service::number)
                        .max()
                        .orElse(-1);
    }

    private static int mostRoutes(Roster roster) {
        return 1 + roster.routes().stream().mapToInt(Roster.Route::number).max().orElse(-1);
    }

    /** Null for a number that is not in the roster. */
    public @Nullable VersionRecorder version(int number) {
        return number < 0 || number >= versions.length ? null : versions[number];
    }

    /** Null for a number that is not in the roster. */
    public @Nullable ServiceRecorder service(int number) {
        return number < 0 || number >= services.length ? null : services[number];
    }

    /** The service of a version that is in the roster. */
    @Nullable ServiceRecorder serviceOf(int version) {
        return service(serviceOf[version]);
    }

    /**
     * Where endings are counted.
     *
     * @param route or {@link Exchange#NONE}
     * @param version or {@link Exchange#NONE}
     * @return null for a pair that is not in the roster
     */
    public @Nullable Endings endings(int route, int version) {
        if (route == Exchange.NONE) {
            return unrouted;
        }
        if (route >= placeOf.length) {
            return null;
        }
        if (version == Exchange.NONE) {
            return unversioned[route];
        }
        boolean related = version < endings.length
                && endings[version].length > placeOf[route]
                && serviceOf[version] == serviceOfRoute[route];
        return related ? endings[version][placeOf[route]] : null;
    }

    /** Where endings of load tests are counted; null for one that is not in the roster. */
    @Nullable Endings runs(Exchange exchange) {
        if (exchange.version() != Exchange.NONE) {
            VersionRecorder version = version(exchange.version());
            return version == null ? null : version.runs();
        }
        ServiceRecorder service = service(exchange.service());
        return service == null ? null : service.unversionedRuns();
    }

    @Nullable ServiceRecorder[] services() {
        return services;
    }

    @Nullable VersionRecorder[] versions() {
        return versions;
    }
}
