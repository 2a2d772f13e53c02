package io.dimmer.config.service;

import io.dimmer.config.rollout.GuardSpec;
import io.dimmer.config.value.ServiceName;
import io.dimmer.config.value.VersionName;
import java.util.List;
import java.util.Optional;

/**
 * What users call one thing.
 *
 * @param name unique among services
 * @param stable the version that is trusted; one of {@code versions}
 * @param versions in the order of the file, at least one
 * @param sticky how a user keeps a version
 * @param force who may name the version of a request
 * @param expose who sees what was decided
 * @param timeouts of upstreams
 * @param guard how versions on trial are judged
 * @param drain how a version is left
 */
public record ServiceSpec(
        ServiceName name,
        VersionName stable,
        List<VersionSpec> versions,
        StickySpec sticky,
        ForceSpec force,
        Expose expose,
        TimeoutsSpec timeouts,
        GuardSpec guard,
        DrainSpec drain) {
    public ServiceSpec {
        versions = List.copyOf(versions);
    }

    /** The version of that name. */
    public Optional<VersionSpec> version(VersionName wanted) {
        return versions.stream().filter(v -> v.name().equals(wanted)).findFirst();
    }
}
