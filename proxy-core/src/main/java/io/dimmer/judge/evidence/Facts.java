package io.dimmer.judge.evidence;

/**
 * A run of facts: what one request resolved at one instant, each as the hash of its key and a mark. Immutable by
 * agreement: the arrays belong to the run from the moment it is made.
 */
public final class Facts {

    private static final int MASK = 0xFFF;
    private static final int EVENTS = 12;
    private static final int CANARY = 1 << 24;
    private static final int KEYED = 1 << 25;
    private static final int DRAWN = 1 << 26;

    private final long[] hashes;
    private final int[] marks;

    private Facts(long[] hashes, int[] marks) {
        this.hashes = hashes;
        this.marks = marks;
    }

    /** Facts by their hashes and marks, one of each per fact; both arrays are given away. */
    public static Facts of(long[] hashes, int[] marks) {
        if (hashes.length != marks.length) {
            throw new IllegalArgumentException(
                    "facts: found %d hashes and %d marks, expected as many".formatted(hashes.length, marks.length));
        }
        return new Facts(hashes, marks);
    }

    /**
     * The mark of one fact.
     *
     * @param canary whether the canary was assigned, else stable
     * @param keyed whether the request had a key; without one it is a unit of its own
     * @param drawn whether the version was drawn by lot; otherwise only limits look at it
     * @param resolved bit mask of the event types that are known now
     * @param events bit mask of those that happened; bits outside of {@code resolved} do not count
     */
    public static int mark(boolean canary, boolean keyed, boolean drawn, int resolved, int events) {
        int known = resolved & MASK;
        return known | (events & known) << EVENTS | (canary ? CANARY : 0) | (keyed ? KEYED : 0) | (drawn ? DRAWN : 0);
    }

    /** How many facts there are. */
    public int size() {
        return marks.length;
    }

    /** How many of them have a key. */
    int keyed() {
        int keyed = 0;
        for (int mark : marks) {
            keyed += keyed(mark) ? 1 : 0;
        }
        return keyed;
    }

    /** Copies those with a key to {@code next} and the following places; returns the first place after them. */
    int copyKeyed(long[] toHashes, int[] toMarks, int next) {
        int place = next;
        for (int i = 0; i < marks.length; i++) {
            if (keyed(marks[i])) {
                toHashes[place] = hashes[i];
                toMarks[place++] = marks[i];
            }
        }
        return place;
    }

    int mark(int index) {
        return marks[index];
    }

    static boolean canary(int mark) {
        return (mark & CANARY) != 0;
    }

    static boolean keyed(int mark) {
        return (mark & KEYED) != 0;
    }

    static boolean drawn(int mark) {
        return (mark & DRAWN) != 0;
    }

    static int resolved(int mark) {
        return mark & MASK;
    }

    static int events(int mark) {
        return (mark >>> EVENTS) & MASK;
    }
}
