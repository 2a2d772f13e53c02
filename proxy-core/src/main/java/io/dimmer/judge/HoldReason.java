package io.dimmer.judge;

import java.util.Locale;

/** Why a version's share stays where it is. In the order in which the first is told. */
public enum HoldReason {
    /** Stable breaches a limit and the canary is measurably better: a person may promote it. */
    STABLE_BAD,
    /** The canary breaches a limit, and so does stable: draining into a broken version helps nobody. */
    BOTH_BAD,
    /** The users did not split as configured, so that results cannot be trusted. */
    SHARE_MISMATCH,
    /** The canary refuses more requests than stable, which a new release may have good reasons for. */
    CLIENT_ERRORS,
    /** An open breaker keeps requests from the canary, so that nothing can be learned. */
    BREAKER_OPEN,
    /** No judged requests of both arms for too long: no data is neither good nor bad. */
    NO_TRAFFIC,
    /** Evidence against the canary is above the early warning and below the drain line. */
    SUSPICIOUS;

    /** The word in metrics and records, such as {@code no_traffic}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
