package io.dimmer.judge.evidence;

import io.dimmer.judge.formula.EpochLadder;
import java.util.ArrayList;
import java.util.List;

/**
 * What the blocks of a trial add up to. Immutable: {@link #after} answers a new value that shares what did not change.
 *
 * <p>In each open epoch the claims are mixtures of e-processes; over epochs a claim's evidence is the largest weighted
 * one, which is a weighted union bound and stays valid although every epoch has a risk set of its own. A claim that is
 * false passes 1/α with probability α at most, at whatever times one looks.
 *
 * <p>Logarithms are natural. Costs one pass over the block, then open epochs × bets × candidates × the size of the table;
 * at most 60 epochs are open.
 */
public final class Evidence {

    private final Plan plan;
    /** Ascending by number; the last is the newest. */
    private final List<Epoch> epochs;

    private final SlotMemory memory;
    private final AtRisk atRisk;

    /**
     * Of the units that resolved an error or its absence in the last block, how many were at risk in the newest epoch.
     *
     * @param units at risk
     * @param seen in the block
     */
    public record AtRisk(int units, int seen) {

        static final AtRisk NOBODY = new AtRisk(0, 0);

        /** Whether fewer than half of the units can still tell something. */
        public boolean depleted() {
            return 2L * units < seen;
        }
    }

    private Evidence(Plan plan, List<Epoch> epochs, SlotMemory memory, AtRisk atRisk) {
        this.plan = plan;
        this.epochs = epochs;
        this.memory = memory;
        this.atRisk = atRisk;
    }

    /**
     * No evidence yet, with one open epoch.
     *
     * @param epoch its number: 0 for a new trial, and more for one whose earlier epochs were dropped
     */
    public static Evidence none(Plan plan, long epoch) {
        SlotMemory memory = SlotMemory.empty(plan.channels().size());
        return new Evidence(plan, List.of(Epoch.open(epoch, plan)), memory, AtRisk.NOBODY);
    }

    /** With the facts of one more block. */
    public Evidence after(Block block) {
        long[] numbers = epochs.stream().mapToLong(Epoch::number).toArray();
        List<RiskSet> riskSets = RiskSet.of(block, plan.channels(), memory, numbers);
        // Only after the whole block: a unit's events inside one block are one event, in whatever order.
        SlotMemory spent = memory.after(block.units().events(plan.channels()), (int) newest());
        List<Epoch> folded = new Fold(plan, block, riskSets).fold(epochs);
        RiskSet errors = riskSets.get(0);
        AtRisk left = new AtRisk(errors.tables().get(numbers.length - 1).total(), errors.seen());
        return new Evidence(plan, folded, spent, left);
    }

    /** With one more epoch, which sees the blocks from now on; old ones leave by the ladder. */
    public Evidence openEpoch() {
        long number = newest() + 1;
        List<Epoch> open = new ArrayList<>(epochs);
        open.removeIf(epoch -> !EpochLadder.stays(epoch.number(), number));
        open.add(Epoch.open(number, plan));
        return new Evidence(plan, List.copyOf(open), memory, atRisk);
    }

    /** The number K of the newest epoch. */
    public long newest() {
        return epochs.get(epochs.size() - 1).number();
    }

    /** How many epochs are open, at most 60. */
    public int openEpochs() {
        return epochs.size();
    }

    /** The units at risk in the last block. */
    public AtRisk atRisk() {
        return atRisk;
    }

    /**
     * How much there is for a claim.
     *
     * @param log the logarithm of the evidence, −∞ if no bet is let in
     * @param epoch the epoch that gave it
     */
    public record Strength(double log, long epoch) {}

    /**
     * The evidence for a claim.
     *
     * @param admittedOnly whether only bets count that saw enough units and are above their floor: leaving terms out can
     *     only lower it
     */
    public Strength strength(Claim claim, boolean admittedOnly) {
        Strength largest = new Strength(Double.NEGATIVE_INFINITY, newest());
        for (Epoch epoch : epochs) {
            double log = epoch.log(plan, claim, admittedOnly);
            largest = log > largest.log() ? new Strength(log, epoch.number()) : largest;
        }
        return largest;
    }

    /** Whether {@link #strength} of a claim is at least {@code line}; cheap while it is far from it. */
    public boolean reaches(Claim claim, boolean admittedOnly, double line) {
        for (Epoch epoch : epochs) {
            if (epoch.reaches(plan, claim, admittedOnly, line)) {
                return true;
            }
        }
        return false;
    }

    /** For each bet of a claim its strongest term over the epochs, in the order of the plan. */
    public List<Term> terms(Claim claim) {
        return plan.places(claim).stream()
                .map(place -> epochs.stream()
                        .map(epoch -> epoch.term(plan, place))
                        .reduce(Term::orStronger)
                        .orElseThrow())
                .toList();
    }

    /** For each bet of a claim its term in one epoch, in the order of the plan; empty if the epoch is not open. */
    public List<Term> terms(Claim claim, long epoch) {
        return epochs.stream()
                .filter(open -> open.number() == epoch)
                .flatMap(open -> plan.places(claim).stream().map(place -> open.term(plan, place)))
                .toList();
    }
}
