package io.dimmer.judge.trial;

import io.dimmer.judge.HoldReason;
import io.dimmer.judge.Judge;
import io.dimmer.judge.JudgeSettings;
import io.dimmer.judge.JudgeSettings.Rhythm;
import io.dimmer.judge.JudgeSettings.Unit;
import io.dimmer.judge.Pair;
import io.dimmer.judge.Sentence;
import io.dimmer.judge.Thresholds;
import io.dimmer.judge.Verdict;
import io.dimmer.judge.evidence.Block;
import io.dimmer.judge.evidence.Evidence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One watched version against stable, over ticks. A pure machine and an immutable value: {@link #after} answers the next
 * one. For any thread; the control thread owns it.
 *
 * <p>A trial spends its α once. A hold, a pause, a resume and another weight reset nothing: evidence is about the
 * version, not about the step. What starts evidence at zero is {@link #next}; what keeps the trial and drops the open
 * epochs is {@link #compareAnew} and {@link #restored}.
 */
public final class Trial {

    private final long number;
    private final Pair pair;
    private final Judge judge;
    private final Result result;
    private final OpenBlock block;
    private final EpochClock clock;
    private final Surroundings around;

    /** What the blocks came to. */
    private record Result(Evidence evidence, Judged judged, long blocks, Optional<Latch> latch) {}

    /** What there is to say: the evidence as of the last block, and the thresholds to name. It is said when asked for. */
    private record Judged(Evidence evidence, Thresholds thresholds) {}

    /** What is known beside them, as of the last tick. */
    private record Surroundings(long nowNanos, boolean breakerOpen, Optional<ShareCount> share) {}

    private Trial(
            long number,
            Pair pair,
            Judge judge,
            Result result,
            OpenBlock block,
            EpochClock clock,
            Surroundings around) {
        this.number = number;
        this.pair = pair;
        this.judge = judge;
        this.result = result;
        this.block = block;
        this.clock = clock;
        this.around = around;
    }

    /**
     * A trial that begins.
     *
     * @param number how many trials of the version there were, this one included
     * @param split the split number in force
     * @param thresholds what the event loops apply
     */
    public static Trial begin(
            long number, Pair pair, JudgeSettings settings, long nowNanos, long split, Thresholds thresholds) {
        OpenBlock block = OpenBlock.empty(nowNanos, split, thresholds);
        return open(number, pair, Judge.of(settings), new Kept(0, 0, Optional.empty()), block);
    }

    /** The trial of before a restart: it goes on with its number, its α and its latch, and epoch K+1. */
    public static Trial restored(
            TrialSnapshot snapshot,
            Pair pair,
            JudgeSettings settings,
            long nowNanos,
            long split,
            Thresholds thresholds) {
        Kept kept = new Kept(
                snapshot.newestEpoch() + 1,
                snapshot.blocks(),
                snapshot.drained().stream().findFirst());
        OpenBlock block = OpenBlock.empty(nowNanos, split, thresholds);
        return open(snapshot.trial(), pair, Judge.of(settings), kept, block);
    }

    /** What goes on when the evidence does not. */
    private record Kept(long epoch, long blocks, Optional<Latch> latch) {}

    private static Trial open(long number, Pair pair, Judge judge, Kept kept, OpenBlock block) {
        Evidence evidence = judge.none(kept.epoch());
        Judged judged = new Judged(evidence, block.thresholds());
        long now = block.sinceNanos();
        return new Trial(
                number,
                pair,
                judge,
                new Result(evidence, judged, kept.blocks(), kept.latch()),
                block,
                EpochClock.start(now),
                new Surroundings(now, false, Optional.empty()));
    }

    /** The next trial of the same version: evidence at zero, α anew, no latch. */
    public Trial next(Pair comparedNow, JudgeSettings settings, long nowNanos) {
        return open(number + 1, comparedNow, judgeBy(settings), new Kept(0, 0, Optional.empty()), emptyBlock(nowNanos));
    }

    /**
     * The same trial when what was compared is not the same any more: another stable version, other endpoints or another
     * build of it, other settings. All open epochs are dropped and epoch K+1 opens.
     */
    public Trial compareAnew(Pair comparedNow, JudgeSettings settings, long nowNanos) {
        Kept kept = new Kept(result.evidence().newest() + 1, result.blocks(), result.latch());
        return open(number, comparedNow, judgeBy(settings), kept, emptyBlock(nowNanos));
    }

    private Judge judgeBy(JudgeSettings settings) {
        return settings.equals(judge.settings()) ? judge : Judge.of(settings);
    }

    private OpenBlock emptyBlock(long nowNanos) {
        return OpenBlock.empty(nowNanos, block.split(), block.thresholds());
    }

    /** The trial after one tick. */
    public Trial after(Tick tick) {
        Trial trial = noticing(tick);
        if (tick.split() != block.split()) {
            trial = trial.closing(tick.nowNanos(), tick.split(), block.thresholds());
        }
        Thresholds newest = newest(tick);
        if (newest.generation() != trial.block.thresholds().generation()) {
            trial = trial.closing(tick.nowNanos(), tick.split(), newest);
        }
        Rhythm rhythm = judge.settings().rhythm();
        OpenBlock filled = trial.block.with(tick.handOvers(), pair, rhythm.factsPerTick());
        trial = trial.with(trial.result, filled, trial.clock);
        return filled.isFull(tick.nowNanos(), rhythm) ? trial.closing(tick.nowNanos(), tick.split(), newest) : trial;
    }

    private Trial noticing(Tick tick) {
        Optional<ShareCount> share =
                tick.split() == block.split() ? tick.share().or(around::share) : Optional.empty();
        Surroundings now = new Surroundings(tick.nowNanos(), tick.breakerOpen(), share);
        return new Trial(number, pair, judge, result, block, clock, now);
    }

    private Thresholds newest(Tick tick) {
        Thresholds newest = block.thresholds();
        for (HandOver handOver : tick.handOvers()) {
            Thresholds applied = handOver.thresholds();
            newest = applied.generation() > newest.generation() ? applied : newest;
        }
        return newest;
    }

    private Trial with(Result newResult, OpenBlock newBlock, EpochClock newClock) {
        return new Trial(number, pair, judge, newResult, newBlock, newClock, around);
    }

    /** Closes the block, judges it, and opens an epoch for the next one if it is time. */
    private Trial closing(long nowNanos, long split, Thresholds thresholds) {
        OpenBlock nextBlock = OpenBlock.empty(nowNanos, split, thresholds);
        Trial judged =
                block.isEmpty() ? this : judging(block.close(judge.settings().unit() == Unit.USER), nowNanos);
        boolean splitChanged = split != block.split();
        Evidence evidence = judged.result.evidence();
        Rhythm rhythm = judge.settings().rhythm();
        if (!judged.clock.opens(splitChanged, evidence.atRisk(), nowNanos, rhythm)) {
            return judged.with(judged.result, nextBlock, judged.clock);
        }
        Result opened =
                new Result(evidence.openEpoch(), judged.result.judged(), judged.result.blocks(), judged.result.latch());
        return judged.with(opened, nextBlock, judged.clock.afterOpening(nowNanos));
    }

    private Trial judging(Block closed, long nowNanos) {
        Evidence evidence = judge.after(result.evidence(), closed);
        Judged judged = new Judged(evidence, block.thresholds());
        Optional<Latch> latch = result.latch().or(() -> latch(judged));
        return with(
                new Result(evidence, judged, result.blocks() + 1, latch),
                block,
                clock.afterBlock(closed.bothArms(), nowNanos));
    }

    private Optional<Latch> latch(Judged judged) {
        return judge.fails(judged.evidence())
                ? verdict(judged).reason().map(reason -> Latch.of(result.blocks(), reason))
                : Optional.empty();
    }

    private Verdict verdict(Judged judged) {
        return judge.verdict(judged.evidence(), pair, judged.thresholds());
    }

    /** How many trials of the version there were, this one included. */
    public long number() {
        return number;
    }

    /** The versions that it compares. */
    public Pair pair() {
        return pair;
    }

    /** What it is judged by. */
    public JudgeSettings settings() {
        return judge.settings();
    }

    /** The evidence so far. */
    public Evidence evidence() {
        return result.evidence();
    }

    /** How many blocks were judged. */
    public long blocks() {
        return result.blocks();
    }

    /** The first drain of the trial. */
    public Optional<Latch> latch() {
        return result.latch();
    }

    /** What it comes to as of the last tick, with the holds that are not about evidence. */
    public Verdict verdict() {
        return verdict(result.judged()).with(holds());
    }

    /** The first hold of {@link #verdict}, without the rest of it. */
    public Optional<Verdict.Hold> hold() {
        Judged judged = result.judged();
        List<Verdict.Hold> ofEvidence = judge.holds(judged.evidence(), pair, judged.thresholds());
        return Stream.concat(ofEvidence.stream(), holds().stream()).min(Comparator.comparing(Verdict.Hold::reason));
    }

    private List<Verdict.Hold> holds() {
        List<Verdict.Hold> holds = new ArrayList<>();
        around.share().filter(ShareCount::mismatched).ifPresent(share -> holds.add(share.hold(pair)));
        if (clock.noTraffic(around.nowNanos(), judge.settings().rhythm())) {
            holds.add(around.breakerOpen() ? breakerOpen() : noTraffic());
        }
        return holds;
    }

    private Verdict.Hold noTraffic() {
        long seconds = (around.nowNanos() - clock.comparedNanos()) / 1_000_000_000;
        return new Verdict.Hold(
                HoldReason.NO_TRAFFIC,
                new Sentence(() -> "no judged requests of both %s and %s for %d s"
                        .formatted(pair.canary(), pair.stable(), seconds)));
    }

    private Verdict.Hold breakerOpen() {
        return new Verdict.Hold(
                HoldReason.BREAKER_OPEN,
                new Sentence(
                        () -> "the breaker of %s is open, so that nothing can be learned".formatted(pair.canary())));
    }

    /** What of it outlives the process. */
    public TrialSnapshot snapshot() {
        return new TrialSnapshot(
                number,
                evidence().newest(),
                result.blocks(),
                result.latch().stream().toList());
    }
}
