package io.dimmer.config.file.keys.service;

import io.dimmer.config.file.model.Fields;
import io.dimmer.config.file.model.Key;
import io.dimmer.config.file.model.MapType;
import io.dimmer.config.file.model.NameValues;
import io.dimmer.config.file.model.Section;
import io.dimmer.config.file.model.Values;
import io.dimmer.config.file.model.Words;
import io.dimmer.config.service.DrainSpec;
import io.dimmer.config.service.Expose;
import io.dimmer.config.service.ForceSpec;
import io.dimmer.config.service.ServiceSpec;
import io.dimmer.config.service.TimeoutsSpec;
import io.dimmer.config.service.VersionSpec;
import io.dimmer.config.value.ServiceName;
import io.dimmer.config.value.VersionName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Services. */
public final class ServiceKeys {
    /** The keys that are planned. */
    private static final String[] LATER = {
        "kind",
        "owner",
        "session",
        "balance",
        "health",
        "retries",
        "fallback",
        "failover",
        "breaker",
        "outliers",
        "slowStart",
        "bulkhead",
        "adaptiveConcurrency",
        "hedge",
        "mirror",
        "goals",
        "rings",
        "pins",
        "holdOut",
        "exclude",
        "rollout"
    };

    private static final Key<Duration> CONNECT = Key.of(
                    "connect", Values.DURATION, TimeoutsSpec.DEFAULT.connect(), "1s")
            .noted()
            .means("To get a connection, for each attempt.")
            .such("1s");
    private static final Key<Duration> RESPONSE = Key.of(
                    "response", Values.DURATION, TimeoutsSpec.DEFAULT.response(), "30s")
            .noted()
            .means("From the end of the request to the head of the answer, all attempts together.")
            .such("15s");
    private static final Key<Duration> IDLE = Key.of("idle", Values.DURATION, TimeoutsSpec.DEFAULT.idle(), "60s")
            .noted()
            .means("Without a byte in either direction.")
            .such("60s");
    private static final Key<Duration> TOTAL = Key.optional("total", Values.DURATION, "no limit")
            .means("The whole exchange. It cuts downloads and event streams.")
            .such("10m");
    private static final Section<TimeoutsSpec> TIMEOUTS_SECTION = Section.of(
            "timeouts",
            "How long an upstream may take.",
            List.of(CONNECT, RESPONSE, IDLE, TOTAL),
            ServiceKeys::timeouts);

    private static final Key<Duration> DEADLINE = Key.of(
                    "deadline", Values.DURATION, DrainSpec.DEFAULT.deadline(), "30s")
            .noted()
            .means("How long running requests may take to finish; then they are cut.")
            .such("10s");
    private static final Section<DrainSpec> DRAIN_SECTION = Section.of(
                    "drain",
                    "How a version is left.",
                    List.of(DEADLINE),
                    fields -> Optional.of(new DrainSpec(fields.get(DEADLINE))))
            .later("pace");

    static final Key<Map<String, VersionKeys.Written>> VERSIONS = Key.required(
                    "versions", new MapType<>(NameValues.NAMES, VersionKeys.VERSION, "versions by name", 1))
            .means("The deployable variants; blue, green and canary are names that you choose.")
            .such("{blue: {endpoints: [10.0.0.5:8080]}}");
    static final Key<VersionName> STABLE = Key.optional(
                    "stable", NameValues.VERSION, "the only version; with several, an error")
            .means("The version that is trusted: the others are compared with it.")
            .such("blue");
    static final Key<StickyKeys.Written> STICKY = Key.optional(
                    "sticky", StickyKeys.STICKY, "by the client's address, with a warning")
            .means("How a user keeps a version.")
            .such("{by: [{header: X-User-Id}]}");
    private static final Key<ForceSpec> FORCE = Key.of(
                    "force",
                    ForceKeys.FORCE,
                    ForceSpec.DEFAULT,
                    "header X-Dimmer-Version, no cookie, allowed from loopback only")
            .noted()
            .means("Who may name the version of a request, and how.")
            .such("{allow: [10.9.0.0/16]}");
    private static final Key<Expose> EXPOSE = Key.of("expose", Values.word(Expose.values()), Expose.FORCERS, "forcers")
            .means("Who sees version, reason and key in the answer: those who may force, everyone, nobody.")
            .such("everyone");
    static final Key<TimeoutsSpec> TIMEOUTS = Key.of(
                    "timeouts",
                    TIMEOUTS_SECTION,
                    TimeoutsSpec.DEFAULT,
                    "connect: 1s, response: 30s, idle: 60s, no total")
            .noted()
            .means("How long an upstream may take.")
            .such("{response: 15s}");
    static final Key<GuardKeys.Written> GUARD = Key.optional("guard", GuardKeys.GUARD, "on, with the defaults below")
            .means("How versions on trial are judged. `off`: not at all.")
            .such("{onFail: hold}");
    private static final Key<DrainSpec> DRAIN = Key.of("drain", DRAIN_SECTION, DrainSpec.DEFAULT, "deadline: 30s")
            .noted()
            .means("How a version is left.")
            .such("{deadline: 10s}");

    /** One service. */
    public static final Section<ServiceSpec> SERVICE = Section.of(
                    "service",
                    "What users call one thing.",
                    List.of(STABLE, VERSIONS, STICKY, FORCE, EXPOSE, TIMEOUTS, GUARD, DRAIN),
                    ServiceKeys::service)
            .later(LATER);

    /** The keys of a service that may stand in {@code defaults}. */
    public static final List<Key<?>> DEFAULTABLE = List.of(STABLE, STICKY, FORCE, EXPOSE, TIMEOUTS, GUARD, DRAIN);

    /** {@code defaults}: read for its problems; what it holds is read again with each service. */
    public static final Section<Boolean> DEFAULTS = Section.of(
                    "defaults",
                    "Keys of a service for all services; one that writes the key replaces it whole.",
                    DEFAULTABLE,
                    fields -> {
                        DEFAULTABLE.forEach(fields::check);
                        return Optional.of(true);
                    })
            .later(LATER);

    private ServiceKeys() {}

    private static Optional<TimeoutsSpec> timeouts(Fields fields) {
        TimeoutsSpec spec =
                new TimeoutsSpec(fields.get(CONNECT), fields.get(RESPONSE), fields.get(IDLE), fields.maybe(TOTAL));
        spec.total()
                .filter(total -> total.compareTo(spec.response()) < 0)
                .ifPresent(total -> fields.warn(
                        fields.place(TOTAL),
                        "shorter than response: the whole exchange ends before an answer may begin"));
        return Optional.of(spec);
    }

    private static Optional<ServiceSpec> service(Fields fields) {
        Optional<VersionName> written = fields.maybe(STABLE);
        Map<String, VersionKeys.Written> versions = fields.maybe(VERSIONS).orElse(Map.of());
        StickyKeys.Written sticky = fields.maybe(STICKY).orElse(StickyKeys.Written.NOTHING);
        ForceSpec force = fields.get(FORCE);
        Expose expose = fields.get(EXPOSE);
        TimeoutsSpec timeouts = fields.get(TIMEOUTS);
        GuardKeys.Written guard = fields.maybe(GUARD).orElse(GuardKeys.Written.NOTHING);
        DrainSpec drain = fields.get(DRAIN);
        Optional<String> stable = stable(written, fields);
        ServiceRules rules = new ServiceRules(fields, versions, stable.orElse(""));
        rules.check(guard, timeouts);
        if (stable.isEmpty() || !versions.containsKey(stable.get())) {
            return Optional.empty();
        }
        List<VersionSpec> specs = versions(versions, stable.get());
        List<VersionName> others = specs.stream()
                .map(VersionSpec::name)
                .filter(name -> !name.text().equals(stable.get()))
                .toList();
        return Optional.of(new ServiceSpec(
                new ServiceName(fields.name()),
                new VersionName(stable.get()),
                specs,
                sticky.complete(fields.name()),
                force,
                expose,
                timeouts,
                guard.complete(others),
                drain));
    }

    private static Optional<String> stable(Optional<VersionName> written, Fields fields) {
        List<String> names = fields.names(VERSIONS);
        if (written.isPresent()) {
            String stable = written.get().text();
            if (!names.isEmpty() && !names.contains(stable)) {
                fields.problem(fields.place(STABLE), stable, Words.oneOf(stable, names));
            }
            return Optional.of(stable).filter(names::contains);
        }
        if (fields.failed(STABLE) || names.isEmpty()) {
            return Optional.empty();
        }
        if (names.size() > 1) {
            fields.missing(STABLE, "one of " + String.join(", ", names));
            return Optional.empty();
        }
        fields.note(STABLE, names.get(0) + ", the only version");
        return Optional.of(names.get(0));
    }

    private static List<VersionSpec> versions(Map<String, VersionKeys.Written> versions, String stable) {
        Stream<VersionKeys.Written> all = versions.values().stream();
        return all.map(version -> new VersionSpec(
                        new VersionName(version.name()),
                        version.endpoints(),
                        Weights.of(version, stable),
                        version.labels(),
                        version.proxyProtocol()))
                .toList();
    }
}
