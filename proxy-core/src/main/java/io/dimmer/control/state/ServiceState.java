package io.dimmer.control.state;

import io.dimmer.assign.Member;
import io.dimmer.assign.Split;
import io.dimmer.config.service.ServiceSpec;
import io.dimmer.config.value.ServiceName;
import io.dimmer.config.value.VersionName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * What is in force for one service: the file overlaid by run time. A value; every change makes a new one.
 *
 * @param spec what the file says
 * @param revision rises with every change
 * @param splitNumber rises with every change of weights or states
 * @param killSwitch who switched it on
 * @param standings of the versions, in the order of the file
 */
public record ServiceState(
        ServiceSpec spec, long revision, int splitNumber, Optional<Change> killSwitch, List<Standing> standings) {
    public ServiceState {
        standings = List.copyOf(standings);
    }

    public ServiceName name() {
        return spec.name();
    }

    public VersionName stable() {
        return spec.stable();
    }

    public Optional<Standing> standing(VersionName version) {
        for (Standing standing : standings) {
            if (standing.name().equals(version)) {
                return Optional.of(standing);
            }
        }
        return Optional.empty();
    }

    /** The standing of a version that is known to exist. */
    public Standing standingOf(VersionName version) {
        return standing(version)
                .orElseThrow(() -> new IllegalArgumentException("version: found " + version + ", expected one of "
                        + standings.stream().map(Standing::name).toList()));
    }

    /** The part of the users that a version gets by weights and states, 0 to 1; the kill switch gives stable all. */
    public double effectiveShare(VersionName version) {
        if (killSwitch.isPresent()) {
            return version.equals(stable()) ? 1 : 0;
        }
        double sum = standings.stream().mapToDouble(Standing::drawnWeight).sum();
        return sum == 0 ? 0 : standingOf(version).drawnWeight() / sum;
    }

    /** The part of the users that a version would get if every version were ready, 0 to 1. */
    public double configuredShare(VersionName version) {
        double sum = standings.stream().mapToDouble(s -> s.weight().value()).sum();
        return sum == 0 ? 0 : standingOf(version).weight().value() / sum;
    }

    /**
     * As the data plane draws from it.
     *
     * @param numbers dense numbers of the versions
     */
    public Split split(ToIntFunction<VersionName> numbers) {
        List<Member> members = standings.stream()
                .map(s -> new Member(s.name(), numbers.applyAsInt(s.name()), s.weight(), s.state()))
                .toList();
        return Split.of(members, stable(), killSwitch.isPresent(), splitNumber);
    }

    /** With one standing replaced, and a new split. */
    public ServiceState with(Standing next) {
        List<Standing> replaced = new ArrayList<>(standings);
        replaced.replaceAll(s -> s.name().equals(next.name()) ? next : s);
        return withStandings(replaced);
    }

    /** With other standings, and a new split. */
    public ServiceState withStandings(List<Standing> next) {
        return new ServiceState(spec, revision + 1, splitNumber + 1, killSwitch, next);
    }

    public ServiceState withKillSwitch(Optional<Change> next) {
        return new ServiceState(spec, revision + 1, splitNumber + 1, next, standings);
    }

    /** With a new build of one version: a new revision, the same split. */
    public ServiceState withBuild(Standing next) {
        ServiceState replaced = with(next);
        return new ServiceState(spec, replaced.revision, splitNumber, killSwitch, replaced.standings);
    }
}
