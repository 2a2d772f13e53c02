package io.dimmer.control.guard;

import io.dimmer.config.value.VersionName;
import io.dimmer.control.state.ServiceState;
import io.dimmer.control.state.Standing;
import io.dimmer.judge.JudgeSettings;
import io.dimmer.judge.Pair;
import io.dimmer.judge.Thresholds;
import io.dimmer.judge.Verdict;
import io.dimmer.judge.trial.BaselineLatencies;
import io.dimmer.judge.trial.ShareCount;
import io.dimmer.judge.trial.ThresholdPlan;
import io.dimmer.judge.trial.Trial;
import io.dimmer.judge.trial.TrialSnapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * The trials of one service, over ticks and changes: when one begins, what it is told, and what its verdict leads to
 * ({@code statistics.md} §3.10). Confined to the control thread.
 */
public final class ServiceGuard {
    private final JudgeSettings settings;
    private final ToIntFunction<VersionName> numbers;
    private final Map<VersionName, Watch> watches = new LinkedHashMap<>();
    private final List<VersionName> begun = new ArrayList<>();
    private ThresholdPlan plan;
    private ServiceState state;

    private ServiceGuard(ServiceState state, ToIntFunction<VersionName> numbers, long nowNanos) {
        this.settings = GuardSettings.of(state.spec().guard());
        this.numbers = numbers;
        this.plan = ThresholdPlan.first(settings, nowNanos);
        this.state = state;
    }

    /**
     * Begins to guard.
     *
     * @param numbers dense numbers of the service's versions
     * @param kept what is left of a version's trial from before a restart
     */
    public static ServiceGuard begin(
            ServiceState state,
            ToIntFunction<VersionName> numbers,
            Function<VersionName, KeptTrial> kept,
            long nowNanos) {
        ServiceGuard guard = new ServiceGuard(state, numbers, nowNanos);
        for (VersionName version : state.spec().guard().watch()) {
            guard.watch(version, kept.apply(version), nowNanos);
        }
        return guard;
    }

    private void watch(VersionName version, KeptTrial kept, long nowNanos) {
        int split = state.splitNumber();
        boolean lit = state.effectiveShare(version) > 0;
        Thresholds thresholds = plan.thresholds();
        Optional<TrialSnapshot> before = kept.snapshot();
        Trial trial = before.filter(b -> !kept.isOver() || !lit)
                .map(b -> Trial.restored(b, pair(version), settings, nowNanos, split, thresholds))
                .orElseGet(() -> Trial.begin(
                        before.map(TrialSnapshot::trial).orElse(0L) + 1,
                        pair(version),
                        settings,
                        nowNanos,
                        split,
                        thresholds));
        Shadow shadow = new Shadow(settings, trial.pair(), nowNanos, thresholds);
        shadow.splitAt(split, partOf(version), nowNanos, thresholds);
        watches.put(version, new Watch(trial, shadow, split, lit));
        if (lit && before.map(TrialSnapshot::trial).orElse(0L) != trial.number()) {
            begun.add(version);
        }
    }

    /** The canary's part of the users that it shares with stable. */
    private double partOf(VersionName canary) {
        double share = state.effectiveShare(canary);
        return share == 0 ? 0 : share / (share + state.effectiveShare(state.stable()));
    }

    private Pair pair(VersionName canary) {
        VersionName stable = state.stable();
        return new Pair(stable.text(), canary.text(), numbers.applyAsInt(stable), numbers.applyAsInt(canary));
    }

    /** What the event loops must apply. */
    public Thresholds thresholds() {
        return plan.thresholds();
    }

    /** Hands in what a loop resolved; it is folded in at the next {@link #tick}. */
    public void take(LoopFacts facts) {
        watches.values().forEach(watch -> watch.take(facts));
    }

    /**
     * One tick.
     *
     * @param shares what is known of first users, once a minute
     * @return what follows, in the order of the watched versions
     */
    public List<GuardEvent> tick(
            long nowNanos, BaselineLatencies latencies, Function<VersionName, Optional<ShareCount>> shares) {
        List<GuardEvent> events = new ArrayList<>();
        boolean opened = false;
        for (Map.Entry<VersionName, Watch> entry : watches.entrySet()) {
            opened |= entry.getValue().tick(nowNanos, shares.apply(entry.getKey()));
            collect(entry.getKey(), entry.getValue(), events);
            calibrate(entry.getKey(), entry.getValue(), nowNanos);
        }
        plan = plan.after(nowNanos, opened, latencies);
        return events;
    }

    /** When stable looked worse than itself too often, what is said of the version counts less from now on. */
    private void calibrate(VersionName version, Watch watch, long nowNanos) {
        if (watch.isLit() && watch.shadow().tick(nowNanos, watch.since(), plan.thresholds())) {
            watch.goOn(watch.trial().compareAnew(pair(version), settingsOf(watch), nowNanos));
        }
    }

    private JudgeSettings settingsOf(Watch watch) {
        return settings.divided(watch.shadow().calibration().divisor());
    }

    private static void collect(VersionName version, Watch watch, List<GuardEvent> events) {
        Trial trial = watch.trial();
        if (watch.failsNow()) {
            trial.latch().ifPresent(latch -> events.add(new GuardEvent.Failed(version, trial.number(), latch)));
        }
        watch.holdsNow()
                .ifPresent(hold -> events.add(new GuardEvent.Holds(
                        version, hold.reason(), hold.sentence().text())));
    }

    /** Weights, states or the kill switch have changed. */
    public void changed(ServiceState next, long nowNanos) {
        ServiceState before = state;
        state = next;
        watches.forEach((version, watch) -> changed(version, watch, before, nowNanos));
    }

    private void changed(VersionName version, Watch watch, ServiceState before, long nowNanos) {
        boolean lit = state.effectiveShare(version) > 0;
        if (sameRatio(before, state, version) && lit == watch.isLit()) {
            return;
        }
        boolean wakes = lit && !watch.isLit();
        boolean spent = watch.isSpent();
        watch.splitAt(state.splitNumber(), lit);
        watch.shadow().splitAt(state.splitNumber(), partOf(version), nowNanos, plan.thresholds());
        if (wakes && spent) {
            begin(version, watch, nowNanos);
        } else if (wakes) {
            begun.add(version);
        }
    }

    private static boolean sameRatio(ServiceState before, ServiceState after, VersionName canary) {
        VersionName stable = after.stable();
        return before.killSwitch().isPresent() == after.killSwitch().isPresent()
                && same(before.standingOf(stable), after.standingOf(stable), before, after, canary);
    }

    private static boolean same(
            Standing stableBefore, Standing stableNow, ServiceState before, ServiceState after, VersionName canary) {
        Standing canaryBefore = before.standingOf(canary);
        Standing canaryNow = after.standingOf(canary);
        long left = (long) canaryBefore.weight().tenThousandths()
                * stableNow.weight().tenThousandths();
        long right = (long) canaryNow.weight().tenThousandths()
                * stableBefore.weight().tenThousandths();
        return left == right && stableBefore.state() == stableNow.state() && canaryBefore.state() == canaryNow.state();
    }

    /** A new build, or a person asks: evidence starts at zero. */
    public void newTrial(VersionName version, long nowNanos) {
        Watch watch = watches.get(version);
        if (watch != null) {
            begin(version, watch, nowNanos);
        }
    }

    private void begin(VersionName version, Watch watch, long nowNanos) {
        watch.begin(watch.trial().next(pair(version), settingsOf(watch), nowNanos));
        begun.add(version);
    }

    /** Versions whose trial has begun since this was asked last, once for each trial. */
    public List<VersionName> begun() {
        List<VersionName> since = List.copyOf(begun);
        begun.clear();
        return since;
    }

    /** The trial of a version, absent when it is not watched. */
    public Optional<Trial> trial(VersionName version) {
        return Optional.ofNullable(watches.get(version)).map(Watch::trial);
    }

    /** How the guard's assumptions hold up for a version, by comparing stable with itself. */
    public Calibration calibration(VersionName version) {
        return Optional.ofNullable(watches.get(version))
                .map(watch -> watch.shadow().calibration())
                .orElse(Calibration.NONE);
    }

    /** The hold that is in force for a version. */
    public Optional<Verdict.Hold> hold(VersionName version) {
        return Optional.ofNullable(watches.get(version)).flatMap(Watch::hold);
    }

    /** Watched versions that get users, in the order of the file. */
    public List<VersionName> lit() {
        return watches.entrySet().stream()
                .filter(e -> e.getValue().isLit())
                .map(Map.Entry::getKey)
                .toList();
    }
}
