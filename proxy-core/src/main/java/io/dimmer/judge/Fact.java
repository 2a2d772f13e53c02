package io.dimmer.judge;

/**
 * How a fact travels from an event loop to the judge: two {@code long}s without allocation. A fact is what one request
 * resolved at one instant. Pure functions, for any thread.
 *
 * <p>The first {@code long} is the hash of the request's key. The second holds
 *
 * <pre>
 *  0–11  event types that are known now     40     the request had no key
 * 12–23  those of them that happened        41     only limits look at it: a ring or a pin chose, not the lot
 * 24–39  dense number of the version        42–63  the low 22 bits of the split number
 * </pre>
 *
 * <p>Event types by bit: 0 error, 1 to 5 slower than stable's p50, p75, p90, p99 and p99.9, 6 client error (4xx), 7 to 11
 * slower than a configured limit.
 */
public final class Fact {

    /** How many {@code long}s a fact takes. */
    public static final int LONGS = 2;

    /** Mask of the event type "error". */
    public static final int ERROR = 1;

    /** Number of the first slow type; the others follow. */
    public static final int SLOW = 1;

    /** How many slow types there are. */
    public static final int SLOW_TYPES = 5;

    /** Number of the event type "client error". */
    public static final int CLIENT_ERROR_TYPE = 6;

    /** Mask of the event type "client error". */
    public static final int CLIENT_ERROR = 1 << CLIENT_ERROR_TYPE;

    /** Number of the first latency limit; the others follow. */
    public static final int LIMIT = 7;

    /** How many latency limits there can be. */
    public static final int LIMIT_TYPES = 5;

    /** The part of a split number that travels. */
    public static final int SPLIT_MASK = (1 << 22) - 1;

    private static final int TYPES_MASK = 0xFFF;
    private static final int VERSION_MASK = 0xFFFF;
    private static final int EVENTS_SHIFT = 12;
    private static final int VERSION_SHIFT = 24;
    private static final long NO_KEY = 1L << 40;
    private static final long LIMITS_ONLY = 1L << 41;
    private static final int SPLIT_SHIFT = 42;

    private Fact() {}

    /**
     * What is the same for all facts of one request, to be made once when it is assigned.
     *
     * @param version dense number of the version, 0 to 65 535
     * @param split number of the split that it was assigned under; its low 22 bits travel
     * @param keyed whether the request had a key
     * @param limitsOnly whether a ring or a pin chose the version
     */
    public static long stamp(int version, long split, boolean keyed, boolean limitsOnly) {
        return (long) (version & VERSION_MASK) << VERSION_SHIFT
                | (keyed ? 0 : NO_KEY)
                | (limitsOnly ? LIMITS_ONLY : 0)
                | ((split & SPLIT_MASK) << SPLIT_SHIFT);
    }

    /**
     * The second {@code long} of a fact.
     *
     * @param stamp from {@link #stamp}
     * @param resolved mask of the event types that are known now
     * @param events mask of those of them that happened
     */
    public static long pack(long stamp, int resolved, int events) {
        int known = resolved & TYPES_MASK;
        return stamp | known | (long) (events & known) << EVENTS_SHIFT;
    }

    /** Mask of the event types that are known now. */
    public static int resolved(long packed) {
        return (int) packed & TYPES_MASK;
    }

    /** Mask of the event types that happened. */
    public static int events(long packed) {
        return (int) (packed >>> EVENTS_SHIFT) & TYPES_MASK;
    }

    /** Dense number of the version. */
    public static int version(long packed) {
        return (int) (packed >>> VERSION_SHIFT) & VERSION_MASK;
    }

    /** Whether the request had a key. */
    public static boolean keyed(long packed) {
        return (packed & NO_KEY) == 0;
    }

    /** Whether a ring or a pin chose the version, so that only limits look at it. */
    public static boolean limitsOnly(long packed) {
        return (packed & LIMITS_ONLY) != 0;
    }

    /** The low 22 bits of the split number. */
    public static int split(long packed) {
        return (int) (packed >>> SPLIT_SHIFT);
    }
}
