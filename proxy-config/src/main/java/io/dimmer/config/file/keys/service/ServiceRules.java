package io.dimmer.config.file.keys.service;

import io.dimmer.config.file.model.Fields;
import io.dimmer.config.file.model.Words;
import io.dimmer.config.file.problem.Place;
import io.dimmer.config.rollout.GuardSpec;
import io.dimmer.config.rollout.LatencySpec;
import io.dimmer.config.rollout.LatencySpec.LatencyLimit;
import io.dimmer.config.service.TimeoutsSpec;
import io.dimmer.config.value.Address;
import io.dimmer.config.value.Durations;
import io.dimmer.config.value.Percent;
import io.dimmer.config.value.VersionName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What must hold between the keys of one service, what is worth a warning, and what it means without saying so. */
final class ServiceRules {
    private static final Percent OFTEN = new Percent(50_000);

    private final Fields fields;
    private final Map<String, VersionKeys.Written> versions;
    private final String stable;

    /** The stable version is empty when it is unknown. */
    ServiceRules(Fields fields, Map<String, VersionKeys.Written> versions, String stable) {
        this.fields = fields;
        this.versions = versions;
        this.stable = stable;
    }

    void check(GuardKeys.Written guard, TimeoutsSpec timeouts) {
        boolean allKnown = versions.size() == fields.names(ServiceKeys.VERSIONS).size() && !stable.isEmpty();
        if (allKnown) {
            Weights.check(List.copyOf(versions.values()), stable, fields, ServiceKeys.VERSIONS);
            versions.values().forEach(this::noteWeight);
            warnOfNoWatch(guard);
            warnOfNoTraffic(guard);
        }
        warnOfSharedEndpoints();
        noteSticky();
        checkWatch(guard);
        warnOfGuard(guard.spec(), timeouts);
    }

    private void noteWeight(VersionKeys.Written version) {
        if (version.weight().isEmpty()) {
            String weight = version.name().equals(stable) ? "1, for it is stable" : "0: nobody is sent there";
            fields.context().problems().note(version.weightPlace().path(), weight);
        }
    }

    private void warnOfSharedEndpoints() {
        Map<Address, String> owners = new HashMap<>();
        for (VersionKeys.Written version : versions.values()) {
            for (Address endpoint : version.endpoints()) {
                String owner = owners.putIfAbsent(endpoint, version.name());
                if (owner != null) {
                    fields.warn(
                            fields.place(ServiceKeys.VERSIONS),
                            owner + " and " + version.name() + " share the endpoint " + endpoint);
                }
            }
        }
    }

    private void noteSticky() {
        if (!fields.written(ServiceKeys.STICKY)) {
            Place by = fields.place().child("sticky.by");
            fields.warn(by, StickyKeys.BY_ADDRESS);
            fields.context().problems().note(by.path(), StickyKeys.ADDRESS);
            fields.context()
                    .problems()
                    .note(fields.place().pathOf("sticky.seed"), fields.name() + ", the service's name");
        }
    }

    private void checkWatch(GuardKeys.Written guard) {
        List<String> names = fields.names(ServiceKeys.VERSIONS);
        List<String> others =
                names.stream().filter(name -> !name.equals(stable)).toList();
        for (VersionName watched : guard.watch().orElse(List.of())) {
            String name = watched.text();
            if (!names.isEmpty() && !others.contains(name)) {
                Place place = guard.places().getOrDefault(name, fields.place(ServiceKeys.GUARD));
                String choice =
                        others.isEmpty() ? "no version, for there is none beside stable" : Words.oneOf(name, others);
                fields.problem(place, name.equals(stable) ? name + ", which is stable" : name, choice);
            }
        }
        if (!fields.written(ServiceKeys.GUARD)) {
            String watches = others.isEmpty()
                    ? "on, but there is no version beside stable to watch"
                    : "on: watches " + String.join(", ", others) + ", each compared with " + stable
                            + "; onFail: drain; no absolute limits; 4xx compared and held";
            fields.note(ServiceKeys.GUARD, watches);
        }
    }

    private void warnOfNoWatch(GuardKeys.Written guard) {
        if (versions.size() > 1 && guard.watch().filter(List::isEmpty).isPresent()) {
            fields.warn(fields.place(ServiceKeys.GUARD), "nobody is watched: a version that turns bad keeps its users");
        }
    }

    /** Limits suggest that somebody wants to be safe, and a version that nobody uses is judged by nobody. */
    private void warnOfNoTraffic(GuardKeys.Written guard) {
        if (!hasLimits(guard.spec())) {
            return;
        }
        for (VersionName watched : guard.watch().orElse(List.of())) {
            VersionKeys.Written version = versions.get(watched.text());
            if (version != null && Weights.of(version, stable).isZero()) {
                fields.warn(
                        guard.places().getOrDefault(watched.text(), fields.place(ServiceKeys.GUARD)),
                        watched + " has weight 0: no limit judges it until it gets a share");
            }
        }
    }

    private static boolean hasLimits(GuardSpec guard) {
        return guard.errors().max().isPresent()
                || guard.latency().filter(latency -> !latency.max().isEmpty()).isPresent();
    }

    private void warnOfGuard(GuardSpec guard, TimeoutsSpec timeouts) {
        Place place = fields.place(ServiceKeys.GUARD);
        if (guard.falseDrainProbability().compareTo(OFTEN) > 0) {
            fields.warn(place, "drains " + guard.falseDrainProbability() + " of all healthy versions by chance");
        }
        for (LatencyLimit limit : guard.latency().map(LatencySpec::max).orElse(List.of())) {
            if (limit.limit().compareTo(timeouts.response()) >= 0) {
                fields.warn(
                        place,
                        "latency.max." + limit.quantile() + " of " + Durations.format(limit.limit())
                                + " says nothing: timeouts.response of " + Durations.format(timeouts.response())
                                + " comes first");
            }
        }
    }
}
