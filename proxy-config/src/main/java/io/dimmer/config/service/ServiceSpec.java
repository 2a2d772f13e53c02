package io.dimmer.config.service;

import io.dimmer.config.rollout.GuardSpec;
import io.dimmer.config.value.ServiceName;
import io.dimmer.config.value.UnexpectedValueException;
import io.dimmer.config.value.VersionName;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
        List<VersionName> names = versions.stream().map(VersionSpec::name).toList();
        String what = "service " + name;
        UnexpectedValueException.unless(!names.isEmpty(), what + ": versions", names, "at least one");
        UnexpectedValueException.unless(
                Set.copyOf(names).size() == names.size(), what + ": versions", names, "each name once");
        UnexpectedValueException.unless(names.contains(stable), what + ": stable", stable, "one of " + names);
        UnexpectedValueException.unless(
                names.containsAll(guard.watch()), what + ": guard.watch", guard.watch(), "some of " + names);
    }

    /** The same service with the given versions: other weights, for instance. */
    public ServiceSpec withVersions(List<VersionSpec> others) {
        return new ServiceSpec(name, stable, others, sticky, force, expose, timeouts, guard, drain);
    }

    /**
     * The same service, trusting another version. A guard that watched every version but stable does so again; else it
     * watches whom it did, without the new stable one.
     */
    public ServiceSpec withStable(VersionName other) {
        List<VersionName> watched = guard.watch().equals(allBut(stable)) ? allBut(other) : guard.watch();
        List<VersionName> watch =
                watched.stream().filter(version -> !version.equals(other)).toList();
        GuardSpec over = guard.withWatch(watch);
        return new ServiceSpec(name, other, versions, sticky, force, expose, timeouts, over, drain);
    }

    private List<VersionName> allBut(VersionName one) {
        return versions.stream()
                .map(VersionSpec::name)
                .filter(version -> !version.equals(one))
                .toList();
    }

    /** The version of that name. */
    public Optional<VersionSpec> version(VersionName wanted) {
        return versions.stream().filter(v -> v.name().equals(wanted)).findFirst();
    }
}
