package io.dimmer.config.file.keys;

import io.dimmer.config.edge.AdminSpec;
import io.dimmer.config.edge.ProbesSpec;
import io.dimmer.config.edge.StateSpec;
import io.dimmer.config.edge.TrustSpec;
import io.dimmer.config.file.keys.route.RouteConflicts;
import io.dimmer.config.file.keys.route.RouteKeys;
import io.dimmer.config.file.model.Fields;
import io.dimmer.config.file.model.Key;
import io.dimmer.config.file.model.Words;
import io.dimmer.config.file.problem.Place;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What must hold between the parts of a file, what is worth a warning, and what it means without saying so. */
final class RootRules {
    private final Fields fields;

    RootRules(Fields fields) {
        this.fields = fields;
    }

    void checkSockets(List<EdgeKeys.Listener> listeners, AdminSpec admin, Optional<ProbesSpec> probes) {
        AddressClashes clashes = new AddressClashes();
        Map<String, Place> names = new HashMap<>();
        for (EdgeKeys.Listener listener : listeners) {
            String name = listener.spec().name();
            tellTwice("listener", name, listener.name(), names);
            clashes.add("listener " + name, listener.spec().address(), listener.address(), fields);
        }
        clashes.add("admin", admin.address(), addressOf(RootKeys.ADMIN), fields);
        probes.ifPresent(spec -> clashes.add("probes", spec.address(), addressOf(RootKeys.PROBES), fields));
    }

    private Place addressOf(Key<?> key) {
        return fields.place(key).child("address");
    }

    private void tellTwice(String what, String name, Place place, Map<String, Place> first) {
        Place other = first.putIfAbsent(name, place);
        if (other != null) {
            fields.problem(place, name, "another name: the " + what + " in line " + other.line() + " has it");
        }
    }

    void checkTrust(TrustSpec trusted, StateSpec state) {
        if (trusted.from().stream().anyMatch(network -> network.prefixBits() == 0)) {
            fields.warn(fields.place(RootKeys.TRUSTED), "everybody is trusted: any client can claim any address");
        }
        if (!fields.written(RootKeys.STATE)) {
            state.dir().ifPresent(dir -> fields.note(RootKeys.STATE, "dir: " + dir));
        }
    }

    void checkRoutes(Optional<List<RouteKeys.Written>> written) {
        List<String> services = fields.names(RootKeys.SERVICES);
        if (written.isPresent()) {
            checkNames(written.get());
            checkServices(written.get(), services);
            RouteConflicts.tell(written.get(), fields);
            warnOfUnrouted(written.get());
        } else if (services.size() > 1 && !fields.failed(RootKeys.ROUTES)) {
            fields.missing(
                    RootKeys.ROUTES,
                    "a list of routes, for there are several services: " + String.join(", ", services));
        } else if (services.size() == 1 && !fields.failed(RootKeys.ROUTES)) {
            fields.note(RootKeys.ROUTES, "every request goes to " + services.get(0));
        }
    }

    private void checkNames(List<RouteKeys.Written> routes) {
        Map<String, Place> first = new HashMap<>();
        routes.forEach(route -> tellTwice("route", route.spec().name().text(), route.name(), first));
    }

    private void checkServices(List<RouteKeys.Written> routes, List<String> services) {
        for (RouteKeys.Written route : routes) {
            String service = route.spec().service().text();
            if (!services.isEmpty() && !services.contains(service)) {
                fields.problem(route.service(), service, Words.oneOf(service, services));
            }
        }
    }

    private void warnOfUnrouted(List<RouteKeys.Written> routes) {
        Set<String> reached = new HashSet<>();
        routes.forEach(route -> reached.add(route.spec().service().text()));
        fields.places(RootKeys.SERVICES).forEach((service, place) -> {
            if (!reached.contains(service)) {
                fields.warn(place, "no route leads to it");
            }
        });
    }
}
