package io.dimmer.server;

import io.dimmer.config.value.RouteName;
import io.dimmer.config.value.ServiceName;
import io.dimmer.config.value.VersionName;

/** The dense numbers of everything that is counted. */
final class LiveNumbers {
    private final Numbers<ServiceName> services = new Numbers<>();
    private final Numbers<RouteName> routes = new Numbers<>();
    private final Numbers<Version> versions = new Numbers<>();

    private record Version(ServiceName service, VersionName version) {}

    int of(ServiceName service) {
        return services.of(service);
    }

    int of(RouteName route) {
        return routes.of(route);
    }

    int of(ServiceName service, VersionName version) {
        return versions.of(new Version(service, version));
    }
}
