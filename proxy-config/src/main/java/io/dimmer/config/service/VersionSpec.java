package io.dimmer.config.service;

import io.dimmer.config.value.Address;
import io.dimmer.config.value.UnexpectedValueException;
import io.dimmer.config.value.VersionName;
import io.dimmer.config.value.Weight;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One deployable variant of a service.
 *
 * @param name unique in the service
 * @param endpoints at least one
 * @param weight relative to the other versions of the service
 * @param labels free text by name; {@code build} names what is deployed
 * @param proxyProtocol how its endpoints are told who the client is; absent: not at all
 */
public record VersionSpec(
        VersionName name,
        List<Address> endpoints,
        Weight weight,
        Map<String, String> labels,
        Optional<ProxyProtocol> proxyProtocol) {
    public VersionSpec {
        endpoints = List.copyOf(endpoints);
        labels = Map.copyOf(labels);
        UnexpectedValueException.unless(
                !endpoints.isEmpty(), "version " + name + ": endpoints", endpoints, "at least one");
        UnexpectedValueException.unless(
                Set.copyOf(endpoints).size() == endpoints.size(),
                "version " + name + ": endpoints",
                endpoints,
                "each of them once");
    }

    /** One that is told nothing. */
    public VersionSpec(VersionName name, List<Address> endpoints, Weight weight, Map<String, String> labels) {
        this(name, endpoints, weight, labels, Optional.empty());
    }

    /** The same version with another weight. */
    public VersionSpec withWeight(Weight other) {
        return new VersionSpec(name, endpoints, other, labels, proxyProtocol);
    }

    /** The label {@code build}. */
    public Optional<String> build() {
        return Optional.ofNullable(labels.get("build"));
    }
}
