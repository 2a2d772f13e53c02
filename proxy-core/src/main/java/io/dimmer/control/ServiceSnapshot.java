package io.dimmer.control;

import io.dimmer.config.value.ServiceName;
import io.dimmer.config.value.VersionName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A picture of one service: what the admin API shows.
 *
 * @param name the service
 * @param revision rises with every change of what people and Dimmer may change
 * @param stable the version that is trusted
 * @param killSwitch everyone is on stable
 * @param versions in the order of the file
 * @param differsFromFile what run time has changed
 */
public record ServiceSnapshot(
        ServiceName name,
        long revision,
        VersionName stable,
        boolean killSwitch,
        List<VersionSnapshot> versions,
        List<Difference> differsFromFile) {
    public ServiceSnapshot {
        versions = List.copyOf(versions);
        differsFromFile = List.copyOf(differsFromFile);
    }

    /** The version of that name. */
    public Optional<VersionSnapshot> version(VersionName wanted) {
        return versions.stream().filter(v -> v.name().equals(wanted)).findFirst();
    }

    /**
     * A key whose value differs from the file.
     *
     * @param key below the service, such as {@code versions.canary.state}
     * @param file the file's value
     * @param now the value in force
     * @param by who changed it: {@code guard}, or a person's name
     * @param at when
     */
    public record Difference(String key, String file, String now, String by, Instant at) {}
}
