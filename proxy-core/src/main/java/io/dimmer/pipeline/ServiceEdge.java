package io.dimmer.pipeline;

import io.dimmer.assign.Assigner;
import io.dimmer.assign.Member;
import io.dimmer.assign.Split;
import io.dimmer.config.service.ProxyProtocol;
import io.dimmer.config.service.ServiceSpec;
import io.dimmer.config.service.VersionSpec;
import io.dimmer.config.value.VersionName;
import io.dimmer.exchange.Exchange;
import io.dimmer.forward.Destination;
import io.dimmer.forward.ServiceFields;
import io.dimmer.upstream.Upstream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** One service as the event loops see it. Immutable; made anew with each snapshot that changes it. */
public final class ServiceEdge {
    private final int number;
    private final Assigner assigner;
    private final ServiceFields fields;
    private final List<Destination> destinations;
    private final String versions;

    private ServiceEdge(ServiceEdge before, Assigner assigner) {
        this.number = before.number;
        this.assigner = assigner;
        this.fields = before.fields;
        this.destinations = before.destinations;
        this.versions = before.versions;
    }

    private ServiceEdge(int number, ServiceSpec spec, Assigner assigner, List<Upstream> upstreams) {
        List<VersionName> names =
                assigner.split().members().stream().map(Member::name).toList();
        if (names.size() != upstreams.size()) {
            throw new IllegalArgumentException("upstreams of " + spec.name().text() + ": found " + upstreams.size()
                    + ", expected one for each of " + names.size() + " versions");
        }
        this.number = number;
        this.assigner = assigner;
        this.fields = ServiceFields.of(spec, names, keyLabels(spec, assigner), clearCookie(spec, assigner));
        this.destinations = IntStream.range(0, names.size())
                .mapToObj(i -> new Destination(upstreams.get(i), fields, spec.timeouts(), told(spec, names.get(i))))
                .toList();
        this.versions = names.stream().map(VersionName::text).collect(Collectors.joining(", "));
    }

    /**
     * Makes it.
     *
     * @param number dense, for the life of the process
     * @param spec its terms
     * @param assigner chooses its versions
     * @param upstreams one for each version, in the order of the assigner's split
     */
    public static ServiceEdge of(int number, ServiceSpec spec, Assigner assigner, List<Upstream> upstreams) {
        return new ServiceEdge(number, spec, assigner, upstreams);
    }

    /** The same service with another split of the same versions. */
    public ServiceEdge with(Split split) {
        return new ServiceEdge(this, assigner.with(split));
    }

    /** How a version is told who the client is. */
    private static Optional<ProxyProtocol> told(ServiceSpec spec, VersionName version) {
        return spec.versions().stream()
                .filter(each -> each.name().equals(version))
                .findFirst()
                .flatMap(VersionSpec::proxyProtocol);
    }

    private static List<String> keyLabels(ServiceSpec spec, Assigner assigner) {
        List<String> labels = new ArrayList<>();
        for (int source = Exchange.NONE; source < spec.sticky().by().size(); source++) {
            labels.add(assigner.keyLabel(source));
        }
        return labels;
    }

    private static String clearCookie(ServiceSpec spec, Assigner assigner) {
        return spec.force().cookie().isPresent() ? assigner.clearCookie() : "";
    }

    /** Dense number. */
    public int number() {
        return number;
    }

    /** Chooses its versions. */
    public Assigner assigner() {
        return assigner;
    }

    /** The upstream of a version, by its index in the split. */
    public Upstream upstream(int version) {
        return destinations.get(version).upstream();
    }

    Destination destination(int version) {
        return destinations.get(version);
    }

    ServiceFields fields() {
        return fields;
    }

    String serviceName() {
        return assigner.service().text();
    }

    String versionName(int version) {
        return version == Exchange.NONE
                ? "none"
                : assigner.split().member(version).name().text();
    }

    /** For those who may force: which versions there are. */
    String versions() {
        return versions;
    }
}
