package io.dimmer.judge;

import io.dimmer.judge.evidence.Block;
import io.dimmer.judge.evidence.Claim;
import io.dimmer.judge.evidence.Evidence;
import io.dimmer.judge.evidence.Plan;
import io.dimmer.judge.evidence.Term;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

    /**
     * What the evidence comes to now. A standing split never passes: it fails or is inconclusive.
     *
     * @param pair the versions, to name them
     * @param thresholds those in force, to name them
     */
    public Verdict verdict(Evidence evidence, Pair pair, Thresholds thresholds) {
        return new Reading(evidence, new Sentences(pair, thresholds)).verdict();
    }

    /** One look at one state of the evidence. */
    private final class Reading {

        private final Evidence evidence;
        private final Sentences sentences;
        private final Map<Claim, List<Term>> terms = new EnumMap<>(Claim.class);
        private final double compared;
        private final double over;
        private final boolean bothOver;
        private final Optional<Term> reason;

        Reading(Evidence evidence, Sentences sentences) {
            this.evidence = evidence;
            this.sentences = sentences;
            this.compared = evidence.strength(Claim.CANARY_WORSE, true).log();
            Evidence.Strength limit = evidence.strength(Claim.CANARY_OVER_LIMIT, true);
            this.over = limit.log();
            this.bothOver = over >= drainLine && stableBreaches(limit.epoch());
            // The leading term of the claim that is nearer to its line.
            boolean byLimit = over > compared && !bothOver;
            this.reason = leading(byLimit ? Claim.CANARY_OVER_LIMIT : Claim.CANARY_WORSE);
        }

        private List<Term> terms(Claim claim) {
            return terms.computeIfAbsent(claim, evidence::terms);
        }

        /** The strongest term of a claim: the reason to give. Empty if the plan has no bet on it. */
        private Optional<Term> leading(Claim claim) {
            return terms(claim).stream().reduce(Term::orStronger);
        }

        Verdict verdict() {
            Verdict.Word word = fails() ? Verdict.Word.FAIL : Verdict.Word.INCONCLUSIVE;
            double strongest = Math.max(0, Math.max(compared, over) / drainLine);
            return new Verdict(word, holds(), findings(), reason.map(this::finding), strongest);
        }

        private boolean fails() {
            // The comparison drains also while stable breaches a limit: everybody who moves is better off.
            return compared >= drainLine || (over >= drainLine && !bothOver);
        }

        /** Deliberately a low hurdle: in a shared outage stable is to be known as broken first. */
        private boolean stableBreaches(long epoch) {
            return evidence.strength(Claim.STABLE_OVER_LIMIT, false).log() >= holdLine
                    || evidence.terms(Claim.STABLE_OVER_LIMIT, epoch).stream()
                            .anyMatch(term ->
                                    term.tally().stableRate() > term.bet().tolerated());
        }

        private List<Verdict.Hold> holds() {
            List<Verdict.Hold> holds = new ArrayList<>();
            Evidence.Strength better = evidence.strength(Claim.CANARY_BETTER, true);
            if (better.log() >= wholeAlphaLine && stableBreaches(better.epoch())) {
                hold(holds, HoldReason.STABLE_BAD, Claim.CANARY_BETTER);
            }
            if (bothOver) {
                hold(holds, HoldReason.BOTH_BAD, Claim.CANARY_OVER_LIMIT);
            }
            if (evidence.strength(Claim.CANARY_REFUSES_MORE, true).log() >= wholeAlphaLine) {
                hold(holds, HoldReason.CLIENT_ERRORS, Claim.CANARY_REFUSES_MORE);
            }
            boolean warned = evidence.strength(Claim.CANARY_WORSE, false).log() >= holdLine;
            if (warned || over >= holdLine) {
                hold(holds, HoldReason.SUSPICIOUS, warned ? Claim.CANARY_WORSE : Claim.CANARY_OVER_LIMIT);
            }
            return holds;
        }

        private void hold(List<Verdict.Hold> holds, HoldReason reason, Claim claim) {
            leading(claim).map(term -> sentence(reason, term)).ifPresent(s -> holds.add(new Verdict.Hold(reason, s)));
        }

        private Sentence sentence(HoldReason reason, Term term) {
            if (reason == HoldReason.STABLE_BAD) {
                return sentences.better(term);
            }
            return reason == HoldReason.BOTH_BAD ? sentences.bothOver(term) : sentences.of(term);
        }

        private List<Finding> findings() {
            List<Finding> findings = new ArrayList<>();
            for (Claim claim : List.of(Claim.CANARY_WORSE, Claim.CANARY_REFUSES_MORE, Claim.CANARY_OVER_LIMIT)) {
                for (Term term : terms(claim)) {
                    findings.add(finding(term));
                }
            }
            return findings;
        }

        private Finding finding(Term term) {
            Claim claim = term.bet().claim();
            double line = claim == Claim.CANARY_REFUSES_MORE ? wholeAlphaLine : drainLine;
            double ratio = term.admitted() ? Math.max(0, term.log() / line) : 0;
            return new Finding(
                    term.bet().check(),
                    word(claim, ratio, leads(term)),
                    ratio,
                    term.candidate(),
                    term.bet().tolerated(),
                    term.epoch(),
                    term.tally(),
                    sentences.of(term));
        }

        private boolean leads(Term term) {
            return reason.equals(Optional.of(term));
        }

        private Verdict.Word word(Claim claim, double ratio, boolean leads) {
            boolean reached = ratio >= 1 || (leads && fails());
            boolean drains = claim != Claim.CANARY_OVER_LIMIT || !bothOver;
            return reached && drains ? Verdict.Word.FAIL : Verdict.Word.INCONCLUSIVE;
        }
    }
}
