package io.dimmer.judge;

import io.dimmer.judge.evidence.Bet;
import io.dimmer.judge.evidence.Claim;
import io.dimmer.judge.evidence.Plan;
import io.dimmer.judge.formula.Grid;
import java.util.ArrayList;
import java.util.List;

/** Turns settings into bets: which event types speak for which claim, and with what weight. */
final class Bets {

    private static final List<String> SLOW =
            List.of("latency_p50", "latency_p75", "latency_p90", "latency_p99", "latency_p999");

    private final JudgeSettings settings;
    private final List<Bet> bets = new ArrayList<>();

    private Bets(JudgeSettings settings) {
        this.settings = settings;
    }

    static Plan plan(JudgeSettings settings) {
        double cap = settings.blipTicks() == 0
                ? Double.POSITIVE_INFINITY
                : -Math.log(settings.alphaEach()) / settings.blipTicks();
        return Plan.of(new Bets(settings).all(), new Plan.Rules(settings.minUnits(), cap, settings.divisor()));
    }

    private List<Bet> all() {
        boolean latency = settings.latency().isPresent();
        errors(Claim.CANARY_WORSE, latency ? 0.5 : 1);
        if (latency) {
            for (int i = 0; i < SLOW.size(); i++) {
                slow(Claim.CANARY_WORSE, SLOW.get(i), Fact.SLOW + i, 0.5 / SLOW.size());
            }
        }
        settings.clientErrors().ifPresent(this::clientErrors);
        if (!settings.limits().isEmpty()) {
            limits();
            better();
        }
        return bets;
    }

    private void errors(Claim claim, double weight) {
        counted(claim, "errors", 0, weight, settings.errors());
    }

    private void clientErrors(JudgeSettings.Tolerance tolerance) {
        counted(Claim.CANARY_REFUSES_MORE, "client_errors", Fact.CLIENT_ERROR_TYPE, 1, tolerance);
    }

    private void counted(Claim claim, String check, int type, double weight, JudgeSettings.Tolerance tolerance) {
        double ratio = tolerance.oddsRatio();
        bets.add(new Bet(claim, check, type, weight, ratio, Grid.errors(ratio), tolerance.floor()));
    }

    private void slow(Claim claim, String check, int type, double weight) {
        bets.add(new Bet(claim, check, type, weight, 1, Grid.slow(), 0));
    }

    private void limits() {
        double weight = 1.0 / settings.limits().size();
        for (Claim claim : List.of(Claim.CANARY_OVER_LIMIT, Claim.STABLE_OVER_LIMIT)) {
            for (Limit limit : settings.limits()) {
                Grid grid = Grid.above(limit.allowed());
                bets.add(new Bet(claim, limit.check(), type(limit), weight, limit.allowed(), grid, 0));
            }
        }
    }

    /**
     * The comparison with the arms exchanged. Stable's thresholds are no part of it: the canary's are wider by the
     * tolerance, which would make an equal canary look better. Limits are the same instant for both.
     */
    private void better() {
        List<Limit> slow = settings.limits().stream().filter(Limit::isLatency).toList();
        errors(Claim.CANARY_BETTER, slow.isEmpty() ? 1 : 0.5);
        for (Limit limit : slow) {
            slow(Claim.CANARY_BETTER, limit.check(), type(limit), 0.5 / slow.size());
        }
    }

    private int type(Limit limit) {
        List<Limit> slow = settings.limits().stream().filter(Limit::isLatency).toList();
        return limit.isLatency() ? Fact.LIMIT + slow.indexOf(limit) : 0;
    }
}
