package io.dimmer.control.loop;

import io.dimmer.config.value.ServiceName;
import io.dimmer.config.value.VersionName;
import io.dimmer.control.ServiceSnapshot;
import io.dimmer.control.ServiceSnapshot.Difference;
import io.dimmer.control.VersionSnapshot;
import io.dimmer.control.VersionSnapshot.Guard;
import io.dimmer.control.VersionSnapshot.LastMinute;
import io.dimmer.control.VersionSnapshot.Share;
import io.dimmer.control.guard.Calibration;
import io.dimmer.control.guard.ServiceGuard;
import io.dimmer.control.state.Change;
import io.dimmer.control.state.ServiceState;
import io.dimmer.control.state.Standing;
import io.dimmer.exchange.VersionState;
import io.dimmer.judge.Verdict;
import io.dimmer.judge.trial.Latch;
import io.dimmer.judge.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the admin API shows of one service: taken on the control thread after each tick and change, drawn by whoever asks,
 * since most are never looked at. Immutable.
 *
 * @param versions what was taken of each standing, in their order
 */
record Picture(ServiceState state, List<Taken> versions) {
    private static final LastMinute NOTHING = new LastMinute(0, 0, 0, 0, 0, 0);

    /**
     * What the state does not tell of a version.
     *
     * @param running exchanges that run
     * @param streams those of them that are long-lived
     * @param watched its trial, if it is watched
     */
    record Taken(double observedShare, int running, int streams, LastMinute lastMinute, Optional<Watched> watched) {}

    /** A trial and what the guard makes of it. */
    record Watched(Trial trial, Optional<Verdict.Hold> hold, Calibration calibration) {}

    /**
     * Takes what there is now.
     *
     * @param collected what the loops handed over last, null before they did
     */
    static Picture take(DataPlane plane, ServiceState state, ServiceGuard guard, @Nullable Collected collected) {
        List<Taken> versions = new ArrayList<>(state.standings().size());
        for (Standing standing : state.standings()) {
            ServiceName service = state.name();
            VersionName name = standing.name();
            versions.add(new Taken(
                    collected == null ? 0 : collected.observedShare(service, name),
                    plane.running(service, name),
                    plane.streams(service, name),
                    collected == null ? NOTHING : collected.lastMinute(service, name),
                    guard.trial(name).map(trial -> new Watched(trial, guard.hold(name), guard.calibration(name)))));
        }
        return new Picture(state, versions);
    }

    /** Draws it. */
    ServiceSnapshot draw() {
        List<VersionSnapshot> drawn = new ArrayList<>(versions.size());
        for (int i = 0; i < versions.size(); i++) {
            drawn.add(version(state.standings().get(i), versions.get(i)));
        }
        return new ServiceSnapshot(
                state.name(),
                state.revision(),
                state.stable(),
                state.killSwitch().isPresent(),
                drawn,
                differences(state));
    }

    private VersionSnapshot version(Standing standing, Taken taken) {
        VersionName name = standing.name();
        return new VersionSnapshot(
                name,
                standing.state(),
                standing.stateChange().at(),
                standing.cause(),
                standing.stateChange().why(),
                standing.weight(),
                new Share(state.configuredShare(name), state.effectiveShare(name), taken.observedShare()),
                taken.running(),
                taken.streams(),
                standing.build(),
                taken.lastMinute(),
                taken.watched().map(Picture::guard));
    }

    private static Guard guard(Watched watched) {
        Trial trial = watched.trial();
        Optional<Verdict.Hold> hold = watched.hold();
        Calibration calibration = watched.calibration();
        Verdict verdict = trial.verdict();
        boolean failed = trial.latch().isPresent();
        String sentence = trial.latch()
                .map(Latch::sentence)
                .or(() -> hold.map(h -> h.sentence().text()))
                .or(() -> verdict.reason().map(r -> r.sentence().text()))
                .orElse("nothing to compare yet");
        return new Guard(
                failed ? "fail" : verdict.word().name().toLowerCase(Locale.ROOT),
                sentence,
                failed ? Math.max(1, verdict.evidence()) : verdict.evidence(),
                verdict.findings().stream()
                        .map(f -> new VersionSnapshot.Finding(f.check(), f.evidence(), f.sentence()))
                        .toList(),
                trial.number(),
                hold.map(h -> h.reason().word()),
                new VersionSnapshot.Calibration(calibration.runs(), calibration.cried(), calibration.divisor()));
    }

    private static List<Difference> differences(ServiceState state) {
        List<Difference> differences = new ArrayList<>();
        state.killSwitch()
                .ifPresent(change -> differences.add(difference("killSwitch", Map.entry("off", "on"), change)));
        for (Standing standing : state.standings()) {
            String key = "versions." + standing.name();
            standing.weightChange()
                    .ifPresent(change -> differences.add(difference(
                            key + ".weight",
                            Map.entry(
                                    standing.spec().weight().toString(),
                                    standing.weight().toString()),
                            change)));
            if (standing.state() != VersionState.READY) {
                differences.add(difference(
                        key + ".state",
                        Map.entry(VersionState.READY.word(), standing.state().word()),
                        standing.stateChange()));
            }
        }
        return differences;
    }

    private static Difference difference(String key, Map.Entry<String, String> fileAndNow, Change change) {
        return new Difference(key, fileAndNow.getKey(), fileAndNow.getValue(), change.by(), change.at());
    }
}
