package io.dimmer.server;

import io.dimmer.accesslog.Names;
import io.dimmer.config.value.RouteName;
import io.dimmer.config.value.ServiceName;
import io.dimmer.config.value.VersionName;

/** The dense numbers of everything that is counted, and back. */
final class LiveNumbers implements Names {
    private final Numbers<ServiceName> services = new Numbers<>();
    private final Numbers<RouteName> routes = new Numbers<>();
    private final Numbers<Version> versions = new Numbers<>();

    private static final String NONE = "none";

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

    @Override
    public String route(int number) {
        return routes.thing(number).map(RouteName::text).orElse(NONE);
    }

    @Override
    public String service(int number) {
        return services.thing(number).map(ServiceName::text).orElse(NONE);
    }

    @Override
    public String version(int number) {
        return versions.thing(number).map(found -> found.version().text()).orElse(NONE);
    }
}
