package io.dimmer.control.guard;

import io.dimmer.judge.JudgeSettings;
import io.dimmer.judge.Pair;
import io.dimmer.judge.Thresholds;
import io.dimmer.judge.evidence.Claim;
import io.dimmer.judge.trial.HandOver;
import io.dimmer.judge.trial.Tick;
import io.dimmer.judge.trial.Trial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A trial of stable against itself, with a fresh start every hour: stable's own users are split by a second hash, in the
 * ratio of the two versions, and judged by the same code ({@code statistics.md} §3.6, shadow A/A). It drains nobody; how
 * often it cries is the {@link Calibration}. Confined to the control thread.
 */
final class Shadow {
    static final Duration RUN = Duration.ofHours(1);

    /** 1/5 %: what evidence of a comparison of like with like passes in one run of twenty at most. */
    private static final double CRY = Math.log(20);

    private final JudgeSettings settings;
    private final Pair pair;
    private Calibration calibration;
    private double part;
    private long run;
    private Trial trial;
    private long endNanos;
    private boolean cried;
    private long ticks;
    private List<HandOver> waiting = new ArrayList<>();

    /**
     * Begins.
     *
     * @param settings of the real trial, before any divisor
     * @param pair of the real trial; the shadow has the canary's number, since no fact of the canary comes here
     */
    Shadow(JudgeSettings settings, Pair pair, long nowNanos, Thresholds thresholds) {
        this.settings = settings;
        this.pair = new Pair(pair.stable(), "its shadow", pair.stableNumber(), pair.canaryNumber());
        this.calibration = Calibration.NONE;
        this.trial = begin(nowNanos, 0, thresholds);
        this.endNanos = nowNanos + RUN.toNanos();
    }

    private Trial begin(long nowNanos, int since, Thresholds thresholds) {
        JudgeSettings divided = settings.divided(calibration.divisor());
        return Trial.begin(run, pair, divided, nowNanos, since, thresholds);
    }

    Calibration calibration() {
        return calibration;
    }

    /**
     * The ratio of the two versions is another one: the run starts anew, and the one that was broken off does not count.
     *
     * @param ratioPart the canary's part of the users of both, 0 to 1
     */
    void splitAt(int since, double ratioPart, long nowNanos, Thresholds thresholds) {
        part = ratioPart;
        restart(nowNanos, since, thresholds);
    }

    private void restart(long nowNanos, int since, Thresholds thresholds) {
        run++;
        cried = false;
        waiting = new ArrayList<>();
        trial = begin(nowNanos, since, thresholds);
        endNanos = nowNanos + RUN.toNanos();
    }

    void take(LoopFacts facts, int since) {
        waiting.add(facts.shadowed(pair, since, new SecondHash(part, run, ticks)));
    }

    /**
     * Folds in what waits, and ends the run when its hour is over.
     *
     * @return true when the divisor has risen
     */
    boolean tick(long nowNanos, int since, Thresholds thresholds) {
        ticks++;
        trial = trial.after(new Tick(nowNanos, since, waiting, false, Optional.empty()));
        waiting = new ArrayList<>();
        cried |= trial.evidence().reaches(Claim.CANARY_WORSE, false, CRY);
        return nowNanos - endNanos >= 0 && ended(nowNanos, since, thresholds);
    }

    private boolean ended(long nowNanos, int since, Thresholds thresholds) {
        int before = calibration.divisor();
        // An hour without a block says nothing.
        calibration = trial.blocks() == 0 ? calibration : calibration.after(cried);
        restart(nowNanos, since, thresholds);
        return calibration.divisor() > before;
    }
}
