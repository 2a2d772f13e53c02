package io.dimmer.judge.evidence;

import io.dimmer.judge.formula.Table;
import java.util.ArrayList;
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
        List<double[]> logs = epochs.stream().map(Epoch::logs).toList();
        for (Plan.Place place : plan.places()) {
            add(place, riskSets.get(place.channel()).tables(), logs);
        }
        List<Epoch> folded = new ArrayList<>(epochs.size());
        for (int i = 0; i < epochs.size(); i++) {
            folded.add(new Epoch(epochs.get(i).number(), logs.get(i), tallies(epochs.get(i), i)));
        }
        return List.copyOf(folded);
    }

    private void add(Plan.Place place, List<Table> tables, List<double[]> logs) {
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
                logs.get(epoch)[place.offset() + i] += plan.admissible(increments[i]);
            }
        }
    }

    private List<Tally> tallies(Epoch epoch, int index) {
        List<Tally> tallies = new ArrayList<>();
        for (int channel = 0; channel < riskSets.size(); channel++) {
            Table table = riskSets.get(channel).tables().get(index);
            boolean counts = !plan.channels().get(channel).drawnOnly() || (table.stable() > 0 && table.canary() > 0);
            tallies.add(epoch.tally(channel)
                    .plus(requests.get(channel), counts ? table.stableEvents() : 0, counts ? table.canaryEvents() : 0));
        }
        return tallies;
    }
}
