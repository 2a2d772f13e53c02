package io.dimmer.judge.evidence;

/** What evidence can speak for. Each claim is a test of its own, with its own mixture of bets. */
public enum Claim {
    /** The canary has more errors or slow answers than stable: it drains. */
    CANARY_WORSE(true, true),
    /** The canary refuses more requests (4xx) than stable: it holds. */
    CANARY_REFUSES_MORE(true, true),
    /** The canary has fewer errors than stable, the first claim with the arms exchanged. */
    CANARY_BETTER(true, false),
    /** The canary is above an absolute limit. */
    CANARY_OVER_LIMIT(false, true),
    /** Stable is above an absolute limit. */
    STABLE_OVER_LIMIT(false, false);

    private final boolean comparison;
    private final boolean againstCanary;

    Claim(boolean comparison, boolean againstCanary) {
        this.comparison = comparison;
        this.againstCanary = againstCanary;
    }

    /** Whether the two arms are compared; otherwise one arm is held against a limit. Only drawn requests compare. */
    public boolean comparison() {
        return comparison;
    }

    /** Whether the claim speaks against the canary; otherwise against stable. */
    public boolean againstCanary() {
        return againstCanary;
    }
}
