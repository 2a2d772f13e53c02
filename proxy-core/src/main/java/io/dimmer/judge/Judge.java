package io.dimmer.judge;

import io.dimmer.judge.evidence.Block;
import io.dimmer.judge.evidence.Claim;
import io.dimmer.judge.evidence.Evidence;
import io.dimmer.judge.evidence.Plan;
import io.dimmer.judge.evidence.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads evidence: is the canary to be drained, is there a reason to hold, and what is there to say. Pure and immutable,
 * for any thread.
 */
public final class Judge {

    private final JudgeSettings settings;
    private final Plan plan;
    /** Logarithms of what a claim needs. */
    private final double drainLine;

    private final double holdLine;
    private final double wholeAlphaLine;

    private Judge(JudgeSettings settings, Plan plan) {
        this.settings = settings;
        this.plan = plan;
        this.drainLine = -Math.log(settings.alphaEach());
        this.holdLine = -Math.log(settings.alphaHold());
        this.wholeAlphaLine = -Math.log(settings.alpha());
    }

    /** A judge by these settings. */
    public static Judge of(JudgeSettings settings) {
        return new Judge(settings, Bets.plan(settings));
    }

    /** A judge with bets of its own, for reference runs that know other event types. */
    static Judge of(JudgeSettings settings, Plan plan) {
        return new Judge(settings, plan);
    }

    /** What the trial is judged by. */
    public JudgeSettings settings() {
        return settings;
    }

    /**
     * No evidence yet.
     *
     * @param epoch number of the epoch that opens: 0 for a new trial
     */
    public Evidence none(long epoch) {
        return Evidence.none(plan, epoch);
    }

    /** Adds one block. */
    public Evidence after(Evidence before, Block block) {
        return before.after(block);
    }

    /** Whether the drain line is reached: the word of {@link #verdict}, without what there is to say about it. */
    public boolean fails(Evidence evidence) {
        // The comparison drains also while stable breaches a limit: everybody who moves is better off.
        return evidence.reaches(Claim.CANARY_WORSE, true, drainLine)
                || (evidence.reaches(Claim.CANARY_OVER_LIMIT, true, drainLine) && !bothOver(evidence));
    }

    private boolean bothOver(Evidence evidence) {
        return reachedWhileStableBreaches(evidence, Claim.CANARY_OVER_LIMIT, drainLine);
    }

    private boolean reachedWhileStableBreaches(Evidence evidence, Claim claim, double line) {
        return evidence.reaches(claim, true, line)
                && stableBreaches(evidence, evidence.strength(claim, true).epoch());
    }

    /** Deliberately a low hurdle: in a shared outage stable is to be known as broken first. */
    private boolean stableBreaches(Evidence evidence, long epoch) {
        return evidence.reaches(Claim.STABLE_OVER_LIMIT, false, holdLine)
                || evidence.terms(Claim.STABLE_OVER_LIMIT, epoch).stream()
                        .anyMatch(term -> term.tally().stableRate() > term.bet().tolerated());
    }

    /** Why the share must not grow: the holds of {@link #verdict}, in no order. */
    public List<Verdict.Hold> holds(Evidence evidence, Pair pair, Thresholds thresholds) {
        Sentences sentences = new Sentences(pair, thresholds);
        List<Verdict.Hold> holds = new ArrayList<>();
        if (reachedWhileStableBreaches(evidence, Claim.CANARY_BETTER, wholeAlphaLine)) {
            leading(evidence, Claim.CANARY_BETTER)
                    .ifPresent(term -> holds.add(new Verdict.Hold(HoldReason.STABLE_BAD, sentences.better(term))));
        }
        if (bothOver(evidence)) {
            leading(evidence, Claim.CANARY_OVER_LIMIT)
                    .ifPresent(term -> holds.add(new Verdict.Hold(HoldReason.BOTH_BAD, sentences.bothOver(term))));
        }
        if (evidence.reaches(Claim.CANARY_REFUSES_MORE, true, wholeAlphaLine)) {
            leading(evidence, Claim.CANARY_REFUSES_MORE)
                    .ifPresent(term -> holds.add(new Verdict.Hold(HoldReason.CLIENT_ERRORS, sentences.of(term))));
        }
        suspicion(evidence)
                .flatMap(claim -> leading(evidence, claim))
                .ifPresent(term -> holds.add(new Verdict.Hold(HoldReason.SUSPICIOUS, sentences.of(term))));
        return holds;
    }

    /** The claim against the canary that is not reached yet, but enough for a hold. */
    private Optional<Claim> suspicion(Evidence evidence) {
        if (evidence.reaches(Claim.CANARY_WORSE, false, holdLine)) {
            return Optional.of(Claim.CANARY_WORSE);
        }
        return evidence.reaches(Claim.CANARY_OVER_LIMIT, true, holdLine)
                ? Optional.of(Claim.CANARY_OVER_LIMIT)
                : Optional.empty();
    }

    /** The strongest term of a claim: the reason to give. Empty if the plan has no bet on it. */
    private static Optional<Term> leading(Evidence evidence, Claim claim) {
        return evidence.terms(claim).stream().reduce(Term::orStronger);
    }

    /**
     * What the evidence comes to now. A standing split never passes: it fails or is inconclusive.
     *
     * @param pair the versions, to name them
     * @param thresholds those in force, to name them
     */
    public Verdict verdict(Evidence evidence, Pair pair, Thresholds thresholds) {
        return new Reading(evidence, new Sentences(pair, thresholds)).verdict(holds(evidence, pair, thresholds));
    }

    /** One look at one state of the evidence, for those who want to read about it. */
    private final class Reading {

        private final Evidence evidence;
        private final Sentences sentences;
        private final boolean fails;
        private final boolean bothOver;
        private final double compared;
        private final double over;
        private final Optional<Term> reason;

        Reading(Evidence evidence, Sentences sentences) {
            this.evidence = evidence;
            this.sentences = sentences;
            this.fails = fails(evidence);
            this.bothOver = bothOver(evidence);
            this.compared = evidence.strength(Claim.CANARY_WORSE, true).log();
            this.over = evidence.strength(Claim.CANARY_OVER_LIMIT, true).log();
            // The leading term of the claim that is nearer to its line.
            boolean byLimit = over > compared && !bothOver;
            this.reason = leading(evidence, byLimit ? Claim.CANARY_OVER_LIMIT : Claim.CANARY_WORSE);
        }

        Verdict verdict(List<Verdict.Hold> holds) {
            Verdict.Word word = fails ? Verdict.Word.FAIL : Verdict.Word.INCONCLUSIVE;
            double strongest = Math.max(0, Math.max(compared, over) / drainLine);
            return new Verdict(word, holds, findings(), reason.map(this::finding), strongest);
        }

        private List<Finding> findings() {
            return Stream.of(Claim.CANARY_WORSE, Claim.CANARY_REFUSES_MORE, Claim.CANARY_OVER_LIMIT)
                    .flatMap(claim -> evidence.terms(claim).stream())
                    .map(this::finding)
                    .toList();
        }

        private Finding finding(Term term) {
            Claim claim = term.bet().claim();
            double line = claim == Claim.CANARY_REFUSES_MORE ? wholeAlphaLine : drainLine;
            double ratio = term.admitted() ? Math.max(0, term.log() / line) : 0;
            return new Finding(
                    term.bet().check(),
                    word(claim, ratio, reason.equals(Optional.of(term))),
                    ratio,
                    term.candidate(),
                    term.bet().tolerated(),
                    term.epoch(),
                    term.tally(),
                    sentences.of(term));
        }

        private Verdict.Word word(Claim claim, double ratio, boolean leads) {
            boolean reached = ratio >= 1 || (leads && fails);
            boolean drains = claim != Claim.CANARY_OVER_LIMIT || !bothOver;
            return reached && drains ? Verdict.Word.FAIL : Verdict.Word.INCONCLUSIVE;
        }
    }
}
