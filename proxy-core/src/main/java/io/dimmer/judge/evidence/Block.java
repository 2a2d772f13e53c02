package io.dimmer.judge.evidence;

import io.dimmer.judge.formula.Table;
import java.util.List;

/**
 * What one process saw of both arms in one stretch of time under one split number and one set of thresholds. Immutable;
 * the order of the facts inside does not matter.
 *
 * <p>It closes by time and by totals alone, never because of an arm or an outcome: that is what makes it evidence.
 */
public final class Block {

    /** All drawn requests, and those drawn requests that are units of their own. */
    private final Tallies drawn;

    private final Tallies drawnLone;
    /** The same of requests that were not drawn, which only limits look at. */
    private final Tallies others;

    private final Tallies othersLone;
    private final Units units;
    private final boolean bothArms;

    private Block(Tallies drawn, Tallies drawnLone, Tallies others, Tallies othersLone, Units units) {
        this.drawn = drawn;
        this.drawnLone = drawnLone;
        this.others = others;
        this.othersLone = othersLone;
        this.units = units;
        this.bothArms = drawn.inBothArms();
    }

    /** A block of facts. With {@code byUser} false every request is a unit of its own, whether it had a key or not. */
    public static Block of(List<Facts> runs, boolean byUser) {
        Tallies drawn = new Tallies();
        Tallies others = new Tallies();
        Tallies drawnLone = byUser ? new Tallies() : drawn;
        Tallies othersLone = byUser ? new Tallies() : others;
        for (Facts facts : runs) {
            for (int i = 0; i < facts.size(); i++) {
                int mark = facts.mark(i);
                boolean lot = Facts.drawn(mark);
                (lot ? drawn : others).add(mark);
                if (byUser && !Facts.keyed(mark)) {
                    (lot ? drawnLone : othersLone).add(mark);
                }
            }
        }
        return new Block(drawn, drawnLone, others, othersLone, byUser ? Units.of(runs) : Units.NONE);
    }

    /** A block of drawn requests without keys, known by their counts alone: the table of event type 0, 1, … */
    public static Block of(List<Table> tables) {
        Tallies drawn = new Tallies();
        for (int type = 0; type < tables.size(); type++) {
            drawn.add(type, tables.get(type));
        }
        Tallies none = new Tallies();
        return new Block(drawn, drawn, none, none, Units.NONE);
    }

    /** Whether drawn requests of both arms are in it. */
    public boolean bothArms() {
        return bothArms;
    }

    /** Everything that a channel looks at, by request. */
    Table requests(Channel channel) {
        return table(channel, drawn, others);
    }

    /** That part of it that are units of their own. */
    Table lone(Channel channel) {
        return table(channel, drawnLone, othersLone);
    }

    private static Table table(Channel channel, Tallies drawn, Tallies others) {
        Table table = drawn.table(channel.type());
        return channel.drawnOnly() ? table : table.plus(others.table(channel.type()));
    }

    /** The units with a key. */
    Units units() {
        return units;
    }
}
