package io.dimmer.control.loop;

import io.dimmer.config.ProxySpec;
import io.dimmer.config.service.ServiceSpec;
import io.dimmer.config.service.VersionSpec;
import io.dimmer.config.value.ServiceName;
import io.dimmer.config.value.VersionName;
import io.dimmer.control.guard.ServiceGuard;
import io.dimmer.control.state.FileMerge;
import io.dimmer.control.state.ServiceState;
import io.dimmer.journal.StoredState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a new file makes of services that run: the same merge as after a restart, with less to lose. */
final class Reloading {
    private final Surroundings around;
    private final Map<String, StoredState.Service> kept;

    /**
     * Begins.
     *
     * @param kept what is kept of services as they are now, and of versions that left them
     */
    Reloading(Surroundings around, Map<String, StoredState.Service> kept) {
        this.around = around;
        this.kept = kept;
    }

    /** The next states of the running services whose spec is not equal any more. */
    Map<ServiceName, ServiceState> states(ProxySpec next, Map<ServiceName, LiveService> running) {
        Map<ServiceName, ServiceState> states = new LinkedHashMap<>();
        for (ServiceSpec spec : next.services()) {
            LiveService service = running.get(spec.name());
            if (service != null && !service.state().spec().equals(spec)) {
                states.put(
                        spec.name(),
                        FileMerge.merge(
                                spec,
                                kept.get(spec.name().text()),
                                around.instants().instant()));
            }
        }
        return states;
    }

    /** Takes the next state; evidence goes on unless what is compared, or how, is not the same any more. */
    void adopt(LiveService service, ServiceState next) {
        if (sameGround(service.state().spec(), next.spec())) {
            service.become(next);
            service.tellGuard(around.elapsed().nanos());
            return;
        }
        StoredState.@Nullable Service before = kept.get(next.name().text());
        service.become(
                next,
                ServiceGuard.begin(
                        next,
                        version -> around.plane().number(next.name(), version),
                        version -> KeptTrials.kept(next.spec(), version, before),
                        around.elapsed().nanos()));
    }

    private static boolean sameGround(ServiceSpec before, ServiceSpec after) {
        return before.stable().equals(after.stable())
                && before.guard().equals(after.guard())
                && before.sticky().equals(after.sticky())
                && deployed(before).equals(deployed(after));
    }

    /** What runs behind stable and the watched versions. */
    private static List<Object> deployed(ServiceSpec spec) {
        Stream<VersionName> compared = Stream.concat(Stream.of(spec.stable()), spec.guard().watch().stream());
        return compared.flatMap(name -> spec.version(name).stream())
                .map(Reloading::deployed)
                .toList();
    }

    private static Object deployed(VersionSpec version) {
        return List.of(version.name(), version.endpoints(), version.build());
    }
}
