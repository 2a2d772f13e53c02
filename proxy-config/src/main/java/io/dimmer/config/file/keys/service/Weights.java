package io.dimmer.config.file.keys.service;

import io.dimmer.config.file.model.Fields;
import io.dimmer.config.file.model.Key;
import io.dimmer.config.file.model.ScalarType;
import io.dimmer.config.file.model.Values;
import io.dimmer.config.file.problem.Place;
import io.dimmer.config.file.problem.Problem;
import io.dimmer.config.file.yaml.Scalar;
import io.dimmer.config.value.Percent;
import io.dimmer.config.value.UnexpectedValueException;
import io.dimmer.config.value.Weight;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The weights of a service's versions: relative numbers, or shares for all of them. */
final class Weights {
    private static final String EXPECTED = "a whole number 0 to 10000 or a percentage";

    /** One weight as it is written. */
    static final ScalarType<Written> TYPE = new ScalarType<>(
            "weight or percentage",
            EXPECTED,
            (scalar, context) -> parse(scalar),
            Map.of(
                    "anyOf",
                    List.of(
                            Map.of("type", "number", "minimum", 0, "maximum", 10_000),
                            Map.of("type", "string", "pattern", "^\\d{1,3}(\\.\\d{1,4})?%$"))));

    private Weights() {}

    /**
     * One weight as it is written.
     *
     * @param weight a share in percent is the weight of that number
     * @param share whether it is a share
     */
    record Written(Weight weight, boolean share) {}

    private static Written parse(Scalar scalar) {
        if (!scalar.text().endsWith("%")) {
            return new Written(relative(scalar), false);
        }
        Percent share = Percent.parse(scalar.text());
        UnexpectedValueException.unless(share.compareTo(Percent.WHOLE) <= 0, "weight", scalar.found(), "at most 100%");
        return new Written(new Weight(share.partsPerMillion()), true);
    }

    private static Weight relative(Scalar scalar) {
        try {
            return Weight.parse(Values.numberOrText(scalar));
        } catch (UnexpectedValueException e) {
            boolean tooFine = e.expected().contains("decimals");
            throw new UnexpectedValueException("weight", scalar.found(), tooFine ? e.expected() : EXPECTED);
        }
    }

    /** What a version has: the weight it was given, or 1 when it is the stable one, or 0. */
    static Weight of(VersionKeys.Written version, String stable) {
        Weight unwritten = version.name().equals(stable) ? Weight.ONE : Weight.ZERO;
        return version.weight().map(Written::weight).orElse(unwritten);
    }

    /** Checks the weights of all versions against each other. */
    static void check(List<VersionKeys.Written> versions, String stable, Fields service, Key<?> key) {
        if (versions.stream().anyMatch(VersionKeys.Written::weightUnknown)) {
            return;
        }
        List<VersionKeys.Written> shares =
                versions.stream().filter(version -> version.has(true)).toList();
        if (shares.isEmpty()) {
            checkRelative(versions, stable, service, key);
        } else {
            checkShares(versions, shares, stable, service, key);
        }
        versions.stream()
                .filter(version ->
                        version.name().equals(stable) && of(version, stable).isZero())
                .forEach(version -> service.warn(
                        version.weightPlace(), "the stable version has weight 0: nobody is sent to what is trusted"));
    }

    private static void checkRelative(List<VersionKeys.Written> versions, String stable, Fields service, Key<?> key) {
        if (versions.stream().allMatch(version -> of(version, stable).isZero())) {
            service.problem(service.place(key), "weights that are all 0", "at least one above 0");
        }
    }

    private static void checkShares(
            List<VersionKeys.Written> versions,
            List<VersionKeys.Written> shares,
            String stable,
            Fields service,
            Key<?> key) {
        Optional<VersionKeys.Written> mixed =
                versions.stream().filter(version -> version.has(false)).findFirst();
        if (mixed.isPresent()) {
            service.problem(
                    mixed.get().weightPlace(),
                    mixed.get()
                            .weight()
                            .map(Written::weight)
                            .orElse(Weight.ZERO)
                            .toString(),
                    "a percentage, as " + shares.get(0).name() + " has, or relative weights for all versions");
            return;
        }
        Optional<Place> stableShare = versions.stream()
                .filter(version ->
                        version.name().equals(stable) && version.weight().isEmpty())
                .map(VersionKeys.Written::weightPlace)
                .findFirst();
        stableShare.ifPresent(place ->
                service.context().problems().add(Problem.missing(place, "a percentage, as the other versions have")));
        int sum = shares.stream()
                .flatMap(version -> version.weight().stream())
                .mapToInt(written -> written.weight().tenThousandths())
                .sum();
        if (stableShare.isEmpty() && sum != Percent.WHOLE.partsPerMillion()) {
            service.problem(service.place(key), "shares of " + new Percent(sum) + " together", "100%");
        }
    }
}
