package io.dimmer.control.guard;

import io.dimmer.judge.Verdict;
import io.dimmer.judge.trial.HandOver;
import io.dimmer.judge.trial.ShareCount;
import io.dimmer.judge.trial.Tick;
import io.dimmer.judge.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One watched version: its trial, and what waits for its next tick. Confined to the control thread. */
final class Watch {
    private final Shadow shadow;
    private Trial trial;
    private int since;
    private boolean lit;
    private boolean spent;
    private boolean told;
    private Optional<Verdict.Hold> hold = Optional.empty();
    private List<HandOver> waiting = new ArrayList<>();

    /**
     * Begins to watch.
     *
     * @param since the service's split number from which on the ratio to stable is what it is
     * @param lit whether the version gets users
     */
    Watch(Trial trial, Shadow shadow, int since, boolean lit) {
        this.shadow = shadow;
        this.trial = trial;
        this.since = since;
        this.lit = lit;
        this.spent = lit || trial.latch().isPresent() || trial.blocks() > 0;
        this.told = trial.latch().isPresent();
    }

    Trial trial() {
        return trial;
    }

    /** Stable against itself. */
    Shadow shadow() {
        return shadow;
    }

    int since() {
        return since;
    }

    boolean isLit() {
        return lit;
    }

    /** True when the trial's number was used: the version got users in it. */
    boolean isSpent() {
        return spent;
    }

    /** The hold that is in force. */
    Optional<Verdict.Hold> hold() {
        return hold;
    }

    /** The share left 0, or somebody asked: evidence starts at zero. */
    void begin(Trial next) {
        trial = next;
        told = false;
        hold = Optional.empty();
        waiting.clear();
    }

    /** The trial goes on, compared anew. */
    void goOn(Trial next) {
        trial = next;
        waiting.clear();
    }

    /** The ratio to stable, or a state, is another one. */
    void splitAt(int number, boolean nowLit) {
        since = number;
        lit = nowLit;
        spent |= lit;
        if (!lit) {
            hold = Optional.empty();
        }
    }

    void take(LoopFacts facts) {
        if (lit) {
            waiting.add(facts.of(trial.pair().stableNumber(), trial.pair().canaryNumber(), since));
            shadow.take(facts, since);
        }
    }

    /**
     * Folds in what waits.
     *
     * @return true when an epoch opened
     */
    boolean tick(long nowNanos, Optional<ShareCount> share) {
        if (!lit) {
            return false;
        }
        long newest = trial.evidence().newest();
        trial = trial.after(new Tick(nowNanos, since, waiting, false, share));
        waiting = new ArrayList<>();
        return trial.evidence().newest() != newest;
    }

    /** True once: the drain line was reached for the first time in this trial. */
    boolean failsNow() {
        if (told || trial.latch().isEmpty()) {
            return false;
        }
        told = true;
        return true;
    }

    /**
     * Takes over the hold of the verdict.
     *
     * @return the hold, if its reason is another one than before
     */
    Optional<Verdict.Hold> holdsNow() {
        Optional<Verdict.Hold> before = hold;
        hold = lit ? trial.hold() : Optional.empty();
        return hold.filter(h -> before.map(b -> b.reason() != h.reason()).orElse(true));
    }
}
