package io.dimmer.judge.evidence;

import io.dimmer.judge.formula.Table;

/**
 * What one channel has seen since an epoch opened.
 *
 * @param stableRequests requests of stable that resolved the type
 * @param stableEvents those with the event
 * @param canaryRequests requests of the canary that resolved the type
 * @param canaryEvents those with the event
 * @param stableUnits units of stable at risk that had the event; for comparisons in blocks with both arms only
 * @param canaryUnits the same of the canary
 */
public record Tally(
        long stableRequests,
        long stableEvents,
        long canaryRequests,
        long canaryEvents,
        long stableUnits,
        long canaryUnits) {

    /** Nothing seen yet. */
    public static final Tally NOTHING = new Tally(0, 0, 0, 0, 0, 0);

    /** Events per request of stable, 0 without requests. */
    public double stableRate() {
        return stableRequests == 0 ? 0 : (double) stableEvents / stableRequests;
    }

    /** Events per request of the canary, 0 without requests. */
    public double canaryRate() {
        return canaryRequests == 0 ? 0 : (double) canaryEvents / canaryRequests;
    }

    /** With the requests of one more block, and its units with an event. */
    Tally plus(Table requests, int moreStableUnits, int moreCanaryUnits) {
        return new Tally(
                stableRequests + requests.stable(),
                stableEvents + requests.stableEvents(),
                canaryRequests + requests.canary(),
                canaryEvents + requests.canaryEvents(),
                stableUnits + moreStableUnits,
                canaryUnits + moreCanaryUnits);
    }
}
