package io.dimmer.control.state;

import io.dimmer.config.value.VersionName;
import io.dimmer.control.Answer;
import io.dimmer.control.Author;
import io.dimmer.control.Cause;
import io.dimmer.control.Command;
import io.dimmer.exchange.VersionState;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** What a command makes of a service's state: pure, so that every rule is a test of a line. */
public final class Changes {
    private final ToLongFunction<VersionName> users;

    /**
     * With what is known about users.
     *
     * @param users seen on a version lately, 0 when unknown; for the sentence of a refusal only
     */
    public Changes(ToLongFunction<VersionName> users) {
        this.users = users;
    }

    public Decision decide(ServiceState now, Command command, Author author, Instant at) {
        Change change = Change.of(author, at);
        if (command instanceof Command.SetWeights weights) {
            return new WeightChanges(now, weights, change).decide(this::guarded);
        }
        if (command instanceof Command.SetState state) {
            return state(now, state, change);
        }
        if (command instanceof Command.SetKillSwitch kill) {
            return killSwitch(now, kill.on(), change);
        }
        return trial(now, (Command.NewTrial) command);
    }

    private Decision state(ServiceState now, Command.SetState command, Change change) {
        Optional<Standing> found = now.standing(command.version());
        if (found.isEmpty()) {
            return unknownVersion(now, command.version());
        }
        Standing standing = found.get();
        if (standing.state() == command.state()) {
            return new Decision.Next(now);
        }
        boolean up = command.state() == VersionState.READY;
        if (up && now.killSwitch().isPresent() && !standing.name().equals(now.stable())) {
            return killed(now);
        }
        ServiceState next = now.with(standing.withState(command.state(), Cause.PERSON, change));
        return guarded(now, next, command.yes());
    }

    private Decision killSwitch(ServiceState now, boolean on, Change change) {
        if (now.killSwitch().isPresent() == on) {
            return new Decision.Next(now);
        }
        if (on && now.standingOf(now.stable()).state() == VersionState.MAINT) {
            return Decision.refuse(
                    Answer.Reason.INVALID,
                    "kill switch: stable " + now.stable()
                            + " is in maint and could not serve everyone; make it ready first");
        }
        return new Decision.Next(now.withKillSwitch(on ? Optional.of(change) : Optional.empty()));
    }

    private static Decision trial(ServiceState now, Command.NewTrial command) {
        Optional<Standing> found = now.standing(command.version());
        if (found.isEmpty()) {
            return unknownVersion(now, command.version());
        }
        if (!now.spec().guard().watch().contains(command.version())) {
            return Decision.refuse(
                    Answer.Reason.INVALID,
                    command.version() + " is not watched by the guard of " + now.name() + ", expected one of "
                            + names(now.spec().guard().watch()));
        }
        Standing next = command.build().map(found.get()::withBuild).orElse(found.get());
        return new Decision.Next(now.withBuild(next));
    }

    /** Refuses what leaves nobody to serve or empties stable, unless that is meant. */
    private Decision guarded(ServiceState now, ServiceState next, boolean yes) {
        if (yes) {
            return new Decision.Next(next);
        }
        double sum =
                next.standings().stream().mapToDouble(Standing::drawnWeight).sum();
        if (sum == 0) {
            return Decision.refuse(
                    Answer.Reason.NEEDS_YES,
                    "this leaves " + now.name() + " without any version: every request would get 503");
        }
        VersionName stable = now.stable();
        if (next.effectiveShare(stable) == 0 && now.effectiveShare(stable) > 0) {
            return Decision.refuse(Answer.Reason.NEEDS_YES, stableEmptied(now, next));
        }
        return new Decision.Next(next);
    }

    private String stableEmptied(ServiceState now, ServiceState next) {
        VersionName stable = now.stable();
        long known = users.applyAsLong(stable);
        String share = String.format(Locale.ROOT, "%.1f %% of the users", now.effectiveShare(stable) * 100);
        String heirs = next.standings().stream()
                .filter(s -> s.drawnWeight() > 0)
                .map(s -> s.name().text())
                .collect(Collectors.joining(" or "));
        return stable + " is the stable version of " + now.name() + " and has "
                + (known > 0 ? known + " users (" + share + ")" : share) + "; they would get " + heirs;
    }

    public static Decision unknownVersion(ServiceState now, VersionName version) {
        return Decision.refuse(
                Answer.Reason.NOT_FOUND,
                "service " + now.name() + " has no version " + version + ", expected one of "
                        + names(now.standings().stream().map(Standing::name).toList()));
    }

    public static Decision killed(ServiceState now) {
        return Decision.refuse(
                Answer.Reason.KILLED, "the kill switch of " + now.name() + " is on: nothing may go up until it is off");
    }

    private static String names(Iterable<VersionName> versions) {
        StringBuilder text = new StringBuilder();
        versions.forEach(v -> text.append(text.isEmpty() ? "" : ", ").append(v));
        return text.toString();
    }
}
