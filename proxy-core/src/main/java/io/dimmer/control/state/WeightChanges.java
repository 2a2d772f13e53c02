package io.dimmer.control.state;

import io.dimmer.config.value.VersionName;
import io.dimmer.config.value.Weight;
import io.dimmer.control.Answer;
import io.dimmer.control.Command;
import io.dimmer.control.WeightChange;
import io.dimmer.exchange.VersionState;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * New weights out of numbers and shares. A share {@code s} of a version becomes the weight {@code s·R/(1−S)}, where
 * {@code R} is the sum of the weights that stay among ready versions and {@code S} the sum of the shares asked for; so
 * the others keep their proportions and users move only to or from the versions that were named.
 */
final class WeightChanges {
    private static final double MOST = 10_000;
    private static final int ALL = 1_000_000;

    private final ServiceState now;
    private final Command.SetWeights command;
    private final Change change;

    /** What has to be asked before a next state is taken. */
    interface Gate {
        Decision ask(ServiceState now, ServiceState next, boolean yes);
    }

    WeightChanges(ServiceState now, Command.SetWeights command, Change change) {
        this.now = now;
        this.command = command;
        this.change = change;
    }

    Decision decide(Gate gate) {
        Optional<Decision> refusal = refusal();
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Map<VersionName, Double> weights = wanted();
        if (weights.values().stream().anyMatch(w -> w.isInfinite() || w.isNaN())) {
            return Decision.refuse(
                    Answer.Reason.INVALID,
                    "weights of " + now.name() + ": a share needs another version with weight to be a share of");
        }
        ServiceState next = next(scaled(weights));
        if (next.standings().equals(now.standings())) {
            return new Decision.Next(now);
        }
        return now.killSwitch().isPresent() && goesUp(next) ? Changes.killed(now) : gate.ask(now, next, command.yes());
    }

    private Optional<Decision> refusal() {
        for (VersionName version : command.weights().keySet()) {
            if (now.standing(version).isEmpty()) {
                return Optional.of(Changes.unknownVersion(now, version));
            }
        }
        if (command.ifRevision().filter(r -> r != now.revision()).isPresent()) {
            return Optional.of(Decision.refuse(
                    Answer.Reason.CONFLICT,
                    "service " + now.name() + " has revision " + now.revision() + ", expected "
                            + command.ifRevision().get() + ": somebody changed it meanwhile"));
        }
        int sum = sharesAsked();
        return sum > ALL
                ? Optional.of(Decision.refuse(
                        Answer.Reason.INVALID,
                        "shares of " + now.name() + ": found " + sum / 10_000.0 + "% in all, expected at most 100%"))
                : Optional.empty();
    }

    private int sharesAsked() {
        return command.weights().values().stream()
                .filter(WeightChange.Share.class::isInstance)
                .mapToInt(c -> ((WeightChange.Share) c).share().partsPerMillion())
                .sum();
    }

    private Map<VersionName, Double> wanted() {
        Map<VersionName, Double> weights = new HashMap<>();
        Set<VersionName> shared = new HashSet<>();
        for (Standing standing : now.standings()) {
            WeightChange asked = command.weights().get(standing.name());
            if (asked instanceof WeightChange.Share) {
                shared.add(standing.name());
            } else {
                weights.put(
                        standing.name(),
                        asked instanceof WeightChange.Relative relative
                                ? relative.weight().value()
                                : standing.weight().value());
            }
        }
        int sum = sharesAsked();
        if (sum == ALL) {
            weights.replaceAll((version, weight) -> 0.0);
        }
        double rest = sum == ALL ? 1 : restReady(weights) / (1 - sum / (double) ALL);
        for (VersionName version : shared) {
            weights.put(version, ratio(version) * rest + (ratio(version) > 0 && rest == 0 ? Double.NaN : 0));
        }
        return weights;
    }

    private double restReady(Map<VersionName, Double> weights) {
        return now.standings().stream()
                .filter(s -> weights.containsKey(s.name()) && s.state() == VersionState.READY)
                .mapToDouble(s -> weights.getOrDefault(s.name(), 0.0))
                .sum();
    }

    private double ratio(VersionName version) {
        WeightChange asked = command.weights().get(version);
        return asked instanceof WeightChange.Share share ? share.share().ratio() : 0;
    }

    /** Proportions alone decide, so weights that grew too large are all made smaller by one factor. */
    private static Map<VersionName, Double> scaled(Map<VersionName, Double> weights) {
        double largest = weights.values().stream().mapToDouble(w -> w).max().orElse(0);
        if (largest > MOST) {
            weights.replaceAll((version, weight) -> weight * MOST / largest);
        }
        return weights;
    }

    private ServiceState next(Map<VersionName, Double> weights) {
        List<Standing> standings = now.standings().stream()
                .map(s -> {
                    Weight weight = Weight.of(weights.getOrDefault(s.name(), 0.0));
                    return weight.equals(s.weight()) ? s : s.withWeight(weight, change);
                })
                .toList();
        return now.withStandings(standings);
    }

    /** Whether a version gains on stable; what others gain because one goes down is no rise. */
    private boolean goesUp(ServiceState next) {
        double stableNow = now.standingOf(now.stable()).weight().value();
        double stableNext = next.standingOf(now.stable()).weight().value();
        return next.standings().stream()
                .anyMatch(s -> s.weight().value() * stableNow
                        > now.standingOf(s.name()).weight().value() * stableNext);
    }
}
