package io.dimmer.judge.evidence;

/**
 * What one bet has come to in one epoch.
 *
 * @param bet the bet
 * @param epoch number of the epoch
 * @param candidate the candidate of the grid that explains best what was seen: an odds ratio, or the rate of a limit
 * @param log logarithm of the bet's part of the evidence, with all weights
 * @param admitted whether the bet saw enough units and is above its floor, so that it may take effect
 * @param tally what was seen since the epoch opened
 */
public record Term(Bet bet, long epoch, double candidate, double log, boolean admitted, Tally tally) {

    /** The one that weighs more: those that may take effect first, then by their evidence. */
    public Term orStronger(Term other) {
        if (admitted != other.admitted) {
            return admitted ? this : other;
        }
        return log >= other.log ? this : other;
    }
}
