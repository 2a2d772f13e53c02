package io.dimmer.judge.evidence;

import io.dimmer.judge.formula.BinomialRatio;
import io.dimmer.judge.formula.ConditionalRatio;
import io.dimmer.judge.formula.Grid;
import io.dimmer.judge.formula.Table;

/**
 * One event type's part in a claim.
 *
 * @param claim what it speaks for
 * @param check how people call it: {@code errors}, {@code latency_p99}, {@code limit_errors}
 * @param type number of the event type, 0 to 11
 * @param weight part of the claim's mixture, in (0, 1]; those of one claim add up to 1
 * @param tolerated the odds ratio ψ0 ≥ 1 of a comparison, or the allowed rate in (0, 1) of a limit
 * @param grid the candidates, each above what is tolerated
 * @param floor the least rate of events of the accused arm for which the bet may take effect
 */
public record Bet(Claim claim, String check, int type, double weight, double tolerated, Grid grid, double floor) {

    /** Refuses a bet on nothing. */
    public Bet {
        if (grid.size() == 0) {
            throw new IllegalArgumentException("%s: found nothing to bet on above %s".formatted(check, tolerated));
        }
    }

    /** Writes the increment of every candidate for one block. */
    void increments(Table table, double[] increments) {
        Table seen = claim.againstCanary() ? table : table.mirrored();
        if (claim.comparison()) {
            ConditionalRatio.increments(seen, tolerated, grid, increments);
        } else {
            BinomialRatio.increments(seen.canary(), seen.canaryEvents(), tolerated, grid, increments);
        }
    }

    /** Whether a block with this table says nothing at all about the claim. */
    boolean ignores(Table table) {
        return claim.comparison() ? table.silent() : (claim.againstCanary() ? table.canary() : table.stable()) == 0;
    }

    /** Which requests the bet looks at. */
    Channel channel() {
        return new Channel(type, claim.comparison());
    }

    /** Whether the bet may take effect after what its channel has seen since the epoch opened. */
    boolean admitted(Tally tally, int minUnits) {
        long units = claim.againstCanary() ? tally.canaryUnits() : tally.stableUnits();
        // Whether stable breaches a limit is deliberately the lower hurdle: a shared outage is to be known as one
        // first.
        boolean enough = claim == Claim.STABLE_OVER_LIMIT || units >= minUnits;
        return enough && rate(tally) >= floor;
    }

    private double rate(Tally tally) {
        return claim.againstCanary() ? tally.canaryRate() : tally.stableRate();
    }
}
