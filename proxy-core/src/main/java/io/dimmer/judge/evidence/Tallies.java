package io.dimmer.judge.evidence;

import io.dimmer.judge.formula.Table;

/** Counts of one kind of facts: for each event type how many resolved it in either arm, and how many had the event. */
final class Tallies {

    static final int TYPES = 12;
    private static final int CELLS = 4;
    private static final int EVENT = 1;
    private static final int CANARY = 2;

    private final int[] cells = new int[TYPES * CELLS];

    /** Adds one fact by its mark. */
    void add(int mark) {
        int arm = Facts.canary(mark) ? CANARY : 0;
        int events = Facts.events(mark);
        for (int rest = Facts.resolved(mark); rest != 0; rest &= rest - 1) {
            int type = Integer.numberOfTrailingZeros(rest);
            int cell = type * CELLS + arm;
            cells[cell]++;
            cells[cell + EVENT] += (events >>> type) & 1;
        }
    }

    /** Adds counts of one type. */
    void add(int type, Table table) {
        int cell = type * CELLS;
        cells[cell] += table.stable();
        cells[cell + EVENT] += table.stableEvents();
        cells[cell + CANARY] += table.canary();
        cells[cell + CANARY + EVENT] += table.canaryEvents();
    }

    /** The counts of one type. */
    Table table(int type) {
        int cell = type * CELLS;
        return new Table(cells[cell], cells[cell + CANARY], cells[cell + EVENT], cells[cell + CANARY + EVENT]);
    }

    /** Whether both arms resolved something. */
    boolean inBothArms() {
        boolean stable = false;
        boolean canary = false;
        for (int cell = 0; cell < cells.length; cell += CELLS) {
            stable |= cells[cell] > 0;
            canary |= cells[cell + CANARY] > 0;
        }
        return stable && canary;
    }
}
