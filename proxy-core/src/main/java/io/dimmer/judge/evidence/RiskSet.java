package io.dimmer.judge.evidence;

import io.dimmer.judge.formula.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Who is at risk in one block, for one channel and every open epoch: the units with a resolution in the block and no
 * event since the epoch opened. The logrank risk set, a new one for each epoch (arXiv 2011.06931).
 *
 * @param tables for each open epoch, in their order, the units at risk (for limits: their requests) and the units among
 *     them that had the event
 * @param seen units seen in the block, at risk or not
 */
record RiskSet(List<Table> tables, int seen) {

    private static final int CELLS = 4;
    private static final int STABLE_EVENT = 1;
    private static final int CANARY = 2;
    private static final int CANARY_EVENT = 3;

    /**
     * Finds the risk sets of all channels in one pass over the block: units go to the first epoch in which they are at
     * risk, and from there into all later ones.
     *
     * @param memory the events before the block
     * @param epochs the numbers of the open epochs, ascending
     */
    static List<RiskSet> of(Block block, List<Channel> channels, SlotMemory memory, long[] epochs) {
        Cells[] cells = new Cells[channels.size()];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = new Cells(channels.get(i), epochs, block.lone(channels.get(i)));
        }
        Units units = block.units();
        int[] lasts = memory.lasts(units.slots());
        int[] seen = addUnits(cells, units, lasts);
        addRequests(cells, units, lasts);
        List<RiskSet> riskSets = new ArrayList<>(cells.length);
        for (int i = 0; i < cells.length; i++) {
            riskSets.add(new RiskSet(
                    cells[i].tables(), seen[i] + block.lone(channels.get(i)).total()));
        }
        return riskSets;
    }

    /** Adds the units to each channel that they resolved; returns how many those are. */
    private static int[] addUnits(Cells[] cells, Units units, int[] lasts) {
        int[] seen = new int[cells.length];
        for (int unit = 0; unit < units.size(); unit++) {
            long mark = units.mark(unit);
            for (int i = 0; i < cells.length; i++) {
                if (Units.resolved(mark, cells[i].channel)) {
                    seen[i]++;
                    cells[i].addUnit(mark, lasts[unit * cells.length + i]);
                }
            }
        }
        return seen;
    }

    private static void addRequests(Cells[] cells, Units units, int[] lasts) {
        for (int i = 0; i < cells.length; i++) {
            if (!cells[i].channel.drawnOnly()) {
                for (int fact = 0; fact < units.facts(); fact++) {
                    cells[i].addRequest(units.factMark(fact), lasts[units.factUnit(fact) * cells.length + i]);
                }
            }
        }
    }

    /** The counts of one channel: for each open epoch those whose first it is. */
    private static final class Cells {

        private final Channel channel;
        private final long[] epochs;
        private final int[] counts;

        Cells(Channel channel, long[] epochs, Table lone) {
            this.channel = channel;
            this.epochs = epochs;
            this.counts = new int[epochs.length * CELLS];
            counts[0] = lone.stable();
            counts[STABLE_EVENT] = lone.stableEvents();
            counts[CANARY] = lone.canary();
            counts[CANARY_EVENT] = lone.canaryEvents();
        }

        void addUnit(long mark, int last) {
            int cell = firstAtRisk(last) * CELLS + (Units.canary(mark) ? CANARY : 0);
            if (cell < counts.length) {
                // A limit is about requests, which are added fact by fact; but one user is one witness.
                counts[cell] += channel.drawnOnly() ? 1 : 0;
                counts[cell + STABLE_EVENT] += Units.event(mark, channel) ? 1 : 0;
            }
        }

        void addRequest(int mark, int last) {
            if (((Facts.resolved(mark) >>> channel.type()) & 1) == 0) {
                return;
            }
            int cell = firstAtRisk(last) * CELLS + (Facts.canary(mark) ? CANARY : 0);
            if (cell < counts.length) {
                counts[cell]++;
            }
        }

        /** The first open epoch in which a slot is at risk; as many as there are epochs if there is none. */
        private int firstAtRisk(int last) {
            // Nearly every slot has no event, or one since the newest epoch opened.
            if (last < epochs[0]) {
                return 0;
            }
            if (last >= epochs[epochs.length - 1]) {
                return epochs.length;
            }
            int found = Arrays.binarySearch(epochs, last);
            return found >= 0 ? found + 1 : -found - 1;
        }

        List<Table> tables() {
            List<Table> tables = new ArrayList<>(epochs.length);
            Table sum = Table.EMPTY;
            for (int cell = 0; cell < counts.length; cell += CELLS) {
                sum = sum.plus(new Table(
                        counts[cell], counts[cell + CANARY], counts[cell + STABLE_EVENT], counts[cell + CANARY_EVENT]));
                tables.add(sum);
            }
            return tables;
        }
    }
}
