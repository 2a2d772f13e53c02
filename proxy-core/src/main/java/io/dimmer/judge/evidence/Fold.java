package io.dimmer.judge.evidence;

import io.dimmer.judge.formula.Table;
import java.util.List;

/** Adds one block to every open epoch. Epochs that see the same numbers share the work. */
final class Fold {

    private final Plan plan;
    private final List<Table> requests;
    private final List<RiskSet> riskSets;

    Fold(Plan plan, Block block, List<RiskSet> riskSets) {
        this.plan = plan;
        this.requests = plan.channels().stream().map(block::requests).toList();
        this.riskSets = riskSets;
    }

    List<Epoch> fold(List<Epoch> epochs) {
        double[][] logs = new double[epochs.size()][];
        for (int i = 0; i < logs.length; i++) {
            logs[i] = epochs.get(i).logs();
        }
        for (Plan.Place place : plan.places()) {
            add(place, riskSets.get(place.channel()).tables(), logs);
        }
        Epoch[] folded = new Epoch[logs.length];
        for (int i = 0; i < logs.length; i++) {
            folded[i] = new Epoch(epochs.get(i).number(), logs[i], tallies(epochs.get(i), i));
        }
        return List.of(folded);
    }

    private void add(Plan.Place place, List<Table> tables, double[][] logs) {
        Bet bet = place.bet();
        double[] increments = new double[bet.grid().size()];
        Table known = Table.EMPTY;
        for (int epoch = 0; epoch < tables.size(); epoch++) {
            Table table = tables.get(epoch);
            if (bet.ignores(table)) {
                continue;
            }
            // The numbers of an epoch are those of the one before or differ: risk sets only grow with the number.
            if (!table.equals(known)) {
                bet.increments(table, increments);
                known = table;
            }
            for (int i = 0; i < increments.length; i++) {
                logs[epoch][place.offset() + i] += plan.admissible(increments[i]);
            }
        }
    }

    private List<Tally> tallies(Epoch epoch, int index) {
        Tally[] tallies = new Tally[riskSets.size()];
        for (int channel = 0; channel < tallies.length; channel++) {
            Table table = riskSets.get(channel).tables().get(index);
            boolean counts = !plan.channels().get(channel).drawnOnly() || (table.stable() > 0 && table.canary() > 0);
            tallies[channel] = epoch.tally(channel)
                    .plus(requests.get(channel), counts ? table.stableEvents() : 0, counts ? table.canaryEvents() : 0);
        }
        return List.of(tallies);
    }
}
