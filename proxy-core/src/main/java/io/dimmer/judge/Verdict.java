package io.dimmer.judge;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the evidence comes to at one moment. Immutable.
 *
 * @param word the short form
 * @param holds why the share must not grow, the first to be told first; empty if nothing speaks against it
 * @param findings one for each check
 * @param reason the finding that led to a fail, or else the strongest; empty while nothing was ever compared
 * @param evidence 0 nothing, 1 the drain line: the larger of comparison and limits
 */
public record Verdict(Word word, List<Hold> holds, List<Finding> findings, Optional<Finding> reason, double evidence) {

    /** The short forms. */
    public enum Word {
        /** The drain line is reached. */
        FAIL,
        /** A gate for going forward is met. */
        PASS,
        /** Neither: not enough evidence. */
        INCONCLUSIVE
    }

    /**
     * One reason to hold.
     *
     * @param reason the reason
     * @param sentence the same for people, with numbers
     */
    public record Hold(HoldReason reason, Sentence sentence) {}

    /** Copies the lists and puts the holds in order. */
    public Verdict {
        holds = holds.stream().sorted(Comparator.comparing(Hold::reason)).toList();
        findings = List.copyOf(findings);
    }

    /** The first hold. */
    public Optional<Hold> hold() {
        return holds.stream().findFirst();
    }

    /** The same with further holds. */
    public Verdict with(List<Hold> more) {
        return more.isEmpty()
                ? this
                : new Verdict(word, Stream.concat(holds.stream(), more.stream()).toList(), findings, reason, evidence);
    }
}
