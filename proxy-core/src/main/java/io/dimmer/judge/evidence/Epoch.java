package io.dimmer.judge.evidence;

import io.dimmer.judge.formula.EpochLadder;
import io.dimmer.judge.formula.LogSum;
import java.util.Collections;
import java.util.List;

/**
 * The evidence since one moment of the trial: for every bet and candidate the logarithm of its e-process, and for every
 * channel what was seen. Immutable. A fresh epoch sees a late regression without the credit of a long healthy past.
 */
final class Epoch {

    /** More than adding up can be wrong by. */
    private static final double ROUNDING = 1e-6;

    private final long number;
    private final double[] logs;
    private final List<Tally> tallies;

    Epoch(long number, double[] logs, List<Tally> tallies) {
        this.number = number;
        this.logs = logs;
        this.tallies = tallies;
    }

    static Epoch open(long number, Plan plan) {
        return new Epoch(
                number,
                new double[plan.size()],
                Collections.nCopies(plan.channels().size(), Tally.NOTHING));
    }

    long number() {
        return number;
    }

    /** A copy of the logarithms, for the next block to be added to. */
    double[] logs() {
        return logs.clone();
    }

    Tally tally(int channel) {
        return tallies.get(channel);
    }

    /** The logarithm of this epoch's weighted part of a claim's evidence; −∞ if none of its bets is let in. */
    double log(Plan plan, Claim claim, boolean admittedOnly) {
        double sum = Double.NEGATIVE_INFINITY;
        for (Plan.Place place : plan.places(claim)) {
            if (!admittedOnly || admits(plan, place)) {
                sum = LogSum.of(sum, log(place));
            }
        }
        return EpochLadder.logWeight(number) + sum;
    }

    /** Whether {@link #log} is at least {@code line}, without a logarithm where all candidates are far below it. */
    boolean reaches(Plan plan, Claim claim, boolean admittedOnly, double line) {
        // The weights of a claim add up to 1: a mixture is at most the largest of its parts.
        double most = EpochLadder.logWeight(number) + largest(plan.places(claim));
        return most >= line - ROUNDING && log(plan, claim, admittedOnly) >= line;
    }

    private double largest(List<Plan.Place> places) {
        double largest = Double.NEGATIVE_INFINITY;
        for (Plan.Place place : places) {
            int end = place.offset() + place.bet().grid().size();
            for (int i = place.offset(); i < end; i++) {
                largest = logs[i] > largest ? logs[i] : largest;
            }
        }
        return largest;
    }

    private double log(Plan.Place place) {
        return place.logWeight()
                + LogSum.of(logs, place.offset(), place.bet().grid().size());
    }

    private boolean admits(Plan plan, Plan.Place place) {
        return place.bet().admitted(tally(place.channel()), plan.minUnits());
    }

    /** What one bet has come to in this epoch. */
    Term term(Plan plan, Plan.Place place) {
        int best = place.offset();
        for (int i = best; i < place.offset() + place.bet().grid().size(); i++) {
            best = logs[i] > logs[best] ? i : best;
        }
        return new Term(
                place.bet(),
                number,
                place.bet().grid().at(best - place.offset()),
                EpochLadder.logWeight(number) + log(place),
                admits(plan, place),
                tally(place.channel()));
    }
}
