package io.dimmer.judge.evidence;

import io.dimmer.judge.formula.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;

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
     * Finds the risk sets in one pass over the block: units go to the first epoch in which they are at risk, and from
     * there into all later ones.
     *
     * @param last for a slot the number of the newest epoch at the time of its last event, as {@link SlotMemory#last}
     * @param epochs the numbers of the open epochs, ascending
     */
    static RiskSet of(Block block, Channel channel, IntUnaryOperator last, long[] epochs) {
        Table lone = block.lone(channel);
        Units units = block.units();
        if (units.size() == 0) {
            Table[] same = new Table[epochs.length];
            Arrays.fill(same, lone);
            return new RiskSet(List.of(same), lone.total());
        }
        int[] cells = new int[epochs.length * CELLS];
        cells[0] = lone.stable();
        cells[STABLE_EVENT] = lone.stableEvents();
        cells[CANARY] = lone.canary();
        cells[CANARY_EVENT] = lone.canaryEvents();
        int seen = lone.total();
        for (int unit = 0; unit < units.size(); unit++) {
            if (units.resolved(unit, channel)) {
                seen++;
                addUnit(cells, units, unit, channel, firstAtRisk(last.applyAsInt(units.slot(unit)), epochs));
            }
        }
        if (!channel.drawnOnly()) {
            addRequests(cells, units, channel, last, epochs);
        }
        return new RiskSet(accumulate(cells), seen);
    }

    /** The first open epoch in which a slot is at risk; as many as there are epochs if there is none. */
    private static int firstAtRisk(int last, long[] epochs) {
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

    private static void addUnit(int[] cells, Units units, int unit, Channel channel, int epoch) {
        int cell = epoch * CELLS + (units.canary(unit) ? CANARY : 0);
        if (cell < cells.length) {
            // A limit is about requests, which are added fact by fact; but one user is one witness.
            cells[cell] += channel.drawnOnly() ? 1 : 0;
            cells[cell + STABLE_EVENT] += units.event(unit, channel) ? 1 : 0;
        }
    }

    private static void addRequests(int[] cells, Units units, Channel channel, IntUnaryOperator last, long[] epochs) {
        for (int fact = 0; fact < units.facts(); fact++) {
            int mark = units.factMark(fact);
            if (((Facts.resolved(mark) >>> channel.type()) & 1) != 0) {
                int epoch = firstAtRisk(last.applyAsInt(units.factSlot(fact)), epochs);
                int cell = epoch * CELLS + (Facts.canary(mark) ? CANARY : 0);
                if (cell < cells.length) {
                    cells[cell]++;
                }
            }
        }
    }

    private static List<Table> accumulate(int[] cells) {
        List<Table> tables = new ArrayList<>(cells.length / CELLS);
        Table sum = Table.EMPTY;
        for (int cell = 0; cell < cells.length; cell += CELLS) {
            sum = new Table(
                    sum.stable() + cells[cell],
                    sum.canary() + cells[cell + CANARY],
                    sum.stableEvents() + cells[cell + STABLE_EVENT],
                    sum.canaryEvents() + cells[cell + CANARY_EVENT]);
            tables.add(sum);
        }
        return tables;
    }
}
