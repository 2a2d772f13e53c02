package io.dimmer.config.file.keys.service;

import io.dimmer.config.file.model.Fields;
import io.dimmer.config.file.model.Key;
import io.dimmer.config.file.model.ListType;
import io.dimmer.config.file.model.ScalarType;
import io.dimmer.config.file.model.Section;
import io.dimmer.config.file.model.Values;
import io.dimmer.config.file.model.Words;
import io.dimmer.config.rollout.ClientErrorsSpec;
import io.dimmer.config.rollout.ErrorsSpec;
import io.dimmer.config.rollout.GuardSpec;
import io.dimmer.config.rollout.LatencySpec;
import io.dimmer.config.rollout.LatencySpec.LatencyLimit;
import io.dimmer.config.rollout.NoTrafficSpec;
import io.dimmer.config.value.Percent;
import io.dimmer.config.value.UnexpectedValueException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The parts of the guard: errors, client errors, latency, no traffic. */
final class GuardPartKeys {
    private static final ScalarType<Percent> TOLERANCE =
            Values.percent("a percentage from 0% to 900%", Percent.ZERO, GuardSpec.MAX_TOLERANCE);
    private static final ScalarType<Percent> FLOOR =
            Values.percent("a percentage from 0% to 100%", Percent.ZERO, Percent.WHOLE);
    private static final List<String> OUTCOMES =
            ErrorsSpec.ALL.stream().sorted().toList();
    private static final String NO_LIMIT = "no limit";

    private static final ScalarType<String> OUTCOME = new ScalarType<>(
            "outcome", "an outcome", (scalar, context) -> outcome(scalar.text()), Map.of("enum", OUTCOMES));

    private static final Key<Percent> ERRORS_TOLERANCE = Key.of(
                    "tolerance", TOLERANCE, ErrorsSpec.DEFAULT.tolerance(), "25%")
            .means("The odds of failing may be this much higher than stable's.")
            .such("25%");
    private static final Key<Percent> ERRORS_FLOOR = Key.of("floor", FLOOR, ErrorsSpec.DEFAULT.floor(), "0.1%")
            .means("While fewer than this share of its requests fail, a comparison never drains the version.")
            .such("0.1%");
    private static final Key<Percent> ERRORS_MAX = Key.optional(
                    "max",
                    Values.percent("a percentage above 0%, at most 99%", new Percent(1), new Percent(990_000)),
                    NO_LIMIT)
            .means("The share of requests that may fail, whatever stable does.")
            .such("5%");
    private static final Key<List<String>> COUNT = Key.of(
                    "count", ListType.some(OUTCOME, "outcomes"), OUTCOMES, "all whose fault is the upstream's")
            .means("The outcomes that are errors: some of `" + String.join("`, `", OUTCOMES) + "`.")
            .such("[upstream_error, connect_failed]");

    static final Section<ErrorsSpec> ERRORS = Section.of(
            "errors",
            "How failed requests are compared and limited.",
            List.of(ERRORS_TOLERANCE, ERRORS_FLOOR, ERRORS_MAX, COUNT),
            fields -> Optional.of(new ErrorsSpec(
                    fields.get(ERRORS_TOLERANCE),
                    fields.get(ERRORS_FLOOR),
                    fields.maybe(ERRORS_MAX),
                    Set.copyOf(fields.get(COUNT)))));

    private static final Key<Percent> CLIENT_TOLERANCE = Key.of(
                    "tolerance", TOLERANCE, ClientErrorsSpec.DEFAULT.tolerance(), "50%")
            .means("The odds of a 4xx answer may be this much higher than stable's.")
            .such("50%");
    private static final Key<Percent> CLIENT_FLOOR = Key.of("floor", FLOOR, ClientErrorsSpec.DEFAULT.floor(), "1%")
            .means("While fewer than this share of its answers are 4xx, a comparison never holds the version.")
            .such("1%");
    private static final Key<String> CLIENT_ON_FAIL = Key.of(
                    "onFail",
                    Values.only("hold", "hold: a new release may refuse more for good reasons", "hold"),
                    "hold",
                    "hold")
            .means("Can only be `hold`.")
            .such("hold");

    static final Section<ClientErrorsSpec> CLIENT_ERRORS = Section.of(
            "clientErrors",
            "How the 4xx answers of a version are compared.",
            List.of(CLIENT_TOLERANCE, CLIENT_FLOOR, CLIENT_ON_FAIL),
            fields -> {
                fields.get(CLIENT_ON_FAIL);
                return Optional.of(new ClientErrorsSpec(fields.get(CLIENT_TOLERANCE), fields.get(CLIENT_FLOOR)));
            });

    private static final List<Key<Duration>> QUANTILES = LatencySpec.QUANTILES.stream()
            .map(quantile -> Key.optional(quantile, Values.DURATION, NO_LIMIT)
                    .means("What " + words(quantile) + " of the requests may take at most.")
                    .such("2s"))
            .toList();
    private static final Section<List<LatencyLimit>> LIMITS = Section.of(
                    "latencyLimits",
                    "Absolute limits of latency, by quantile.",
                    List.copyOf(QUANTILES),
                    GuardPartKeys::limits)
            .someKey();

    private static final Key<Percent> LATENCY_TOLERANCE = Key.of(
                    "tolerance", TOLERANCE, LatencySpec.DEFAULT.tolerance(), "10%")
            .means("Every quantile may be this much longer than stable's.")
            .such("10%");
    private static final Key<Duration> SLACK = Key.of(
                    "slack", Values.DURATION_OR_ZERO, LatencySpec.DEFAULT.slack(), "2ms")
            .means("And this much on top.")
            .such("2ms");
    private static final Key<List<LatencyLimit>> LATENCY_MAX = Key.of("max", LIMITS, List.of(), NO_LIMIT)
            .means("Absolute limits, whatever stable does.")
            .such("{p50: 300ms, p99: 2s}");

    static final Section<LatencySpec> LATENCY = Section.of(
            "latency",
            "How latency, from asking for a connection to the head of the answer, is compared and limited.",
            List.of(LATENCY_TOLERANCE, SLACK, LATENCY_MAX),
            fields -> Optional.of(
                    new LatencySpec(fields.get(LATENCY_TOLERANCE), fields.get(SLACK), fields.get(LATENCY_MAX))));

    private static final Key<Duration> AFTER = Key.of("after", Values.DURATION, NoTrafficSpec.DEFAULT.after(), "30s")
            .means("Without judged requests of both versions for this long.")
            .such("30s");
    private static final Key<String> THEN = Key.of("then", Values.only("hold", "hold", "hold"), "hold", "hold")
            .means("Can only be `hold`: no data is neither good nor bad.")
            .such("hold");

    static final Section<NoTrafficSpec> NO_TRAFFIC =
            Section.of("noTraffic", "What happens without evidence.", List.of(AFTER, THEN), fields -> {
                fields.get(THEN);
                return Optional.of(new NoTrafficSpec(fields.get(AFTER)));
            });

    private GuardPartKeys() {}

    private static String outcome(String text) {
        UnexpectedValueException.unless(OUTCOMES.contains(text), "outcome", text, Words.oneOf(text, OUTCOMES));
        return text;
    }

    /** {@code p999} is 99.9 %. */
    private static String words(String quantile) {
        String digits = quantile.substring(1);
        return digits.length() > 2 ? digits.substring(0, 2) + "." + digits.substring(2) + " %" : digits + " %";
    }

    private static Optional<List<LatencyLimit>> limits(Fields fields) {
        List<LatencyLimit> limits = new ArrayList<>();
        for (Key<Duration> quantile : QUANTILES) {
            fields.maybe(quantile).ifPresent(limit -> limits.add(new LatencyLimit(quantile.name(), limit)));
        }
        return Optional.of(limits);
    }
}
