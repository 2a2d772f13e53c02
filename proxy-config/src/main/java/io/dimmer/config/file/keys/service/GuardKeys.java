package io.dimmer.config.file.keys.service;

import io.dimmer.config.file.model.Either;
import io.dimmer.config.file.model.Fields;
import io.dimmer.config.file.model.Key;
import io.dimmer.config.file.model.ListType;
import io.dimmer.config.file.model.Mapped;
import io.dimmer.config.file.model.NameValues;
import io.dimmer.config.file.model.Section;
import io.dimmer.config.file.model.Type;
import io.dimmer.config.file.model.Values;
import io.dimmer.config.file.problem.Place;
import io.dimmer.config.rollout.ClientErrorsSpec;
import io.dimmer.config.rollout.ErrorsSpec;
import io.dimmer.config.rollout.GuardSpec;
import io.dimmer.config.rollout.LatencySpec;
import io.dimmer.config.rollout.NoTrafficSpec;
import io.dimmer.config.value.Percent;
import io.dimmer.config.value.VersionName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How versions on trial are judged. */
final class GuardKeys {
    private static final GuardSpec DEFAULT = GuardSpec.watching(List.of());
    private static final Percent SMALLEST = new Percent(1);

    private static final Key<List<VersionName>> WATCH = Key.optional(
                    "watch", ListType.any(NameValues.VERSION, "versions"), "every version but stable")
            .means("The versions on trial, each compared with stable alone.")
            .such("[canary]");
    private static final Key<Percent> PROBABILITY = Key.of(
                    "falseDrainProbability",
                    Values.percent(
                            "a probability above 0%, at most 50%", SMALLEST, GuardSpec.MAX_FALSE_DRAIN_PROBABILITY),
                    DEFAULT.falseDrainProbability(),
                    "0.1%")
            .means("Of ever draining a healthy version by chance, for each trial, however long it takes.")
            .such("0.001");
    private static final Key<GuardSpec.Unit> UNIT = Key.of(
                    "unit", Values.word(GuardSpec.Unit.values()), DEFAULT.unit(), "user")
            .means("What counts as one witness. `user`: one unlucky user cannot drain a version.")
            .such("request");
    private static final Key<Duration> TICK = Key.of(
                    "tick",
                    Values.DURATION.where(
                            "a duration from 1ms to 60s",
                            tick -> tick.compareTo(Duration.ofMillis(1)) >= 0
                                    && tick.compareTo(Duration.ofMinutes(1)) <= 0),
                    DEFAULT.tick(),
                    "250ms")
            .means("How often the evidence is weighed.")
            .such("250ms");
    private static final Key<Integer> BLIP_TICKS = Key.of(
                    "blipTicks", Values.wholeNumber(0, GuardSpec.MAX_BLIP_TICKS), DEFAULT.blipTicks(), "3")
            .means("At least so many blocks of evidence are needed for a drain; 0: one may be enough.")
            .such("3");
    private static final Key<ErrorsSpec> ERRORS = Key.of(
                    "errors", GuardPartKeys.ERRORS, DEFAULT.errors(), "tolerance 25%, floor 0.1%, no limit")
            .means("How failed requests are compared and limited.")
            .such("{tolerance: 25%, max: 5%}");
    private static final Key<Optional<ClientErrorsSpec>> CLIENT_ERRORS = Key.of(
                    "clientErrors",
                    orOff(GuardPartKeys.CLIENT_ERRORS),
                    DEFAULT.clientErrors(),
                    "tolerance 50%, floor 1%")
            .means("How 4xx answers are compared. Worse than stable means hold, never drain. `off`: not at all.")
            .such("off");
    private static final Key<Optional<LatencySpec>> LATENCY = Key.of(
                    "latency", orOff(GuardPartKeys.LATENCY), DEFAULT.latency(), "tolerance 10%, slack 2ms, no limits")
            .means("How latency is compared and limited. `off`: not at all.")
            .such("{tolerance: 10%, max: {p99: 2s}}");
    private static final Key<NoTrafficSpec> NO_TRAFFIC = Key.of(
                    "noTraffic", GuardPartKeys.NO_TRAFFIC, DEFAULT.noTraffic(), "hold after 30s")
            .means("What happens without evidence.")
            .such("{after: 30s, then: hold}");
    private static final Key<GuardSpec.OnFail> ON_FAIL = Key.of(
                    "onFail", Values.word(GuardSpec.OnFail.values()), DEFAULT.onFail(), "drain")
            .means("What a failed verdict does: drain the version, keep its share and tell, or only tell.")
            .such("hold");

    private static final Section<Written> GUARD_SECTION = Section.of(
            "guard",
            "How versions on trial are judged.",
            List.of(WATCH, PROBABILITY, UNIT, TICK, BLIP_TICKS, ERRORS, CLIENT_ERRORS, LATENCY, NO_TRAFFIC, ON_FAIL),
            GuardKeys::guard);

    static final Type<Written> GUARD =
            new Either<>(Values.only("off", "off, or a mapping with the keys of guard", Written.OFF), GUARD_SECTION);

    private GuardKeys() {}

    /**
     * What is written of it.
     *
     * @param watch empty when not written: every version but stable
     * @param places where the names in it stand
     * @param spec the rest
     */
    record Written(Optional<List<VersionName>> watch, Map<String, Place> places, GuardSpec spec) {
        static final Written NOTHING = new Written(Optional.empty(), Map.of(), DEFAULT);
        static final Written OFF = new Written(Optional.of(List.of()), Map.of(), DEFAULT);

        GuardSpec complete(List<VersionName> others) {
            return spec.withWatch(watch.orElse(others));
        }
    }

    private static <T> Type<Optional<T>> orOff(Section<T> section) {
        Type<Optional<T>> on = new Mapped<>(section, section.expected(), Optional::of);
        return new Either<>(
                Values.only("off", "off, or a mapping with the keys of " + section.title(), Optional.<T>empty()), on);
    }

    private static Optional<Written> guard(Fields fields) {
        Optional<List<VersionName>> watch = fields.maybe(WATCH);
        GuardSpec spec = new GuardSpec(
                List.of(),
                fields.get(PROBABILITY),
                fields.get(UNIT),
                fields.get(TICK),
                fields.get(BLIP_TICKS),
                fields.get(ERRORS),
                fields.get(CLIENT_ERRORS),
                fields.get(LATENCY),
                fields.get(NO_TRAFFIC),
                fields.get(ON_FAIL));
        return Optional.of(new Written(watch, fields.places(WATCH), spec));
    }
}
