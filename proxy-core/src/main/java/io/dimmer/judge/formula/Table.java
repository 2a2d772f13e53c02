package io.dimmer.judge.formula;

/**
 * The 2×2 table of one block and one event type: how many took part in each arm, and how many of them had the event.
 *
 * @param stable how many of the stable version took part, ≥ 0
 * @param canary how many of the watched version took part, ≥ 0
 * @param stableEvents those of {@code stable} with the event
 * @param canaryEvents those of {@code canary} with the event
 */
public record Table(int stable, int canary, int stableEvents, int canaryEvents) {

    /** A table without anybody. */
    public static final Table EMPTY = new Table(0, 0, 0, 0);

    /** Refuses tables that no block can have. */
    public Table {
        if (stableEvents < 0 || stableEvents > stable || canaryEvents < 0 || canaryEvents > canary) {
            throw new IllegalArgumentException(
                    "table: found %d of %d and %d of %d, expected events within 0 and the total"
                            .formatted(stableEvents, stable, canaryEvents, canary));
        }
    }

    /** The same table with the arms exchanged: the question whether the watched version is better. */
    public Table mirrored() {
        return new Table(
                /* stable= */ canary,
                /* canary= */ stable,
                /* stableEvents= */ canaryEvents,
                /* canaryEvents= */ stableEvents);
    }

    /** The counts of both tables together. */
    public Table plus(Table other) {
        return new Table(
                stable + other.stable,
                canary + other.canary,
                stableEvents + other.stableEvents,
                canaryEvents + other.canaryEvents);
    }

    /** Both arms together. */
    public int total() {
        return stable + canary;
    }

    /** The events of both arms together. */
    public int events() {
        return stableEvents + canaryEvents;
    }

    /** Whether nothing can be learned by comparing: one arm is empty, nothing happened, or nothing else did. */
    public boolean silent() {
        return stable == 0 || canary == 0 || events() == 0 || events() == total();
    }
}
