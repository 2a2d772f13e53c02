package io.dimmer.judge.evidence;

import java.util.Arrays;
import java.util.List;

/**
 * The users of one block, each once per arm: told apart by the full 64 bits of the hash of their key. Beside them the
 * facts themselves, because limits count the requests of a user.
 */
final class Units {

    static final Units NONE = new Units(new long[0], new long[0], new int[0], new int[0]);

    private static final int DRAWN_EVENTS = 12;
    private static final int ALL_RESOLVED = 24;
    private static final int ALL_EVENTS = 36;
    private static final long CANARY = 1L << 48;

    private final long[] hashes;
    /** What the user resolved and had, first in drawn requests, then in all, then the arm. */
    private final long[] marks;

    private final int[] factUnits;
    private final int[] factMarks;

    private Units(long[] hashes, long[] marks, int[] factUnits, int[] factMarks) {
        this.hashes = hashes;
        this.marks = marks;
        this.factUnits = factUnits;
        this.factMarks = factMarks;
    }

    /** Groups the facts with a key by user and arm, in an open hash table. */
    static Units of(List<Facts> runs) {
        int keyed = 0;
        for (Facts facts : runs) {
            keyed += facts.keyed();
        }
        if (keyed == 0) {
            return NONE;
        }
        long[] factHashes = new long[keyed];
        int[] factMarks = new int[keyed];
        int next = 0;
        for (Facts facts : runs) {
            next = facts.copyKeyed(factHashes, factMarks, next);
        }
        return group(factHashes, factMarks);
    }

    private static Units group(long[] factHashes, int[] factMarks) {
        int[] places = new int[Integer.highestOneBit(factHashes.length) * 4];
        long[] hashes = new long[factHashes.length];
        long[] marks = new long[factHashes.length];
        int[] factUnits = new int[factHashes.length];
        int size = 0;
        for (int i = 0; i < factHashes.length; i++) {
            long arm = Facts.canary(factMarks[i]) ? CANARY : 0;
            int place = place(places, hashes, marks, factHashes[i], arm);
            if (places[place] == 0) {
                hashes[size] = factHashes[i];
                marks[size] = arm;
                places[place] = ++size;
            }
            factUnits[i] = places[place] - 1;
            marks[factUnits[i]] |= spread(factMarks[i]);
        }
        return new Units(Arrays.copyOf(hashes, size), Arrays.copyOf(marks, size), factUnits, factMarks);
    }

    /** Where the unit is or would be; places hold the unit's number plus one. */
    private static int place(int[] places, long[] hashes, long[] marks, long hash, long arm) {
        int place = (int) (((hash ^ arm) * 0x9E37_79B9_7F4A_7C15L) >>> 32) & (places.length - 1);
        while (places[place] != 0) {
            int unit = places[place] - 1;
            if (hashes[unit] == hash && (marks[unit] & CANARY) == arm) {
                return place;
            }
            place = (place + 1) & (places.length - 1);
        }
        return place;
    }

    private static long spread(int mark) {
        long resolved = Facts.resolved(mark);
        long events = Facts.events(mark);
        long all = (resolved << ALL_RESOLVED) | (events << ALL_EVENTS);
        return Facts.drawn(mark) ? all | resolved | (events << DRAWN_EVENTS) : all;
    }

    int size() {
        return hashes.length;
    }

    private int slot(int unit) {
        return SlotMemory.slot(hashes[unit]);
    }

    /** The slot of each unit. */
    int[] slots() {
        int[] slots = new int[hashes.length];
        Arrays.setAll(slots, this::slot);
        return slots;
    }

    /** What the user did in this block, for {@link #canary}, {@link #resolved} and {@link #event}. */
    long mark(int unit) {
        return marks[unit];
    }

    static boolean canary(long mark) {
        return (mark & CANARY) != 0;
    }

    /** Whether the user resolved the channel's type in this block. */
    static boolean resolved(long mark, Channel channel) {
        int shift = channel.type() + (channel.drawnOnly() ? 0 : ALL_RESOLVED);
        return ((mark >>> shift) & 1) != 0;
    }

    /** Whether the user had the channel's event in this block. */
    static boolean event(long mark, Channel channel) {
        int shift = channel.type() + (channel.drawnOnly() ? DRAWN_EVENTS : ALL_EVENTS);
        return ((mark >>> shift) & 1) != 0;
    }

    int facts() {
        return factUnits.length;
    }

    int factUnit(int fact) {
        return factUnits[fact];
    }

    int factMark(int fact) {
        return factMarks[fact];
    }

    /** All events of these channels, for {@link SlotMemory#after}. */
    int[] events(List<Channel> channels) {
        int[] events = new int[hashes.length * channels.size()];
        int found = 0;
        for (int channel = 0; channel < channels.size(); channel++) {
            for (int unit = 0; unit < hashes.length; unit++) {
                if (event(marks[unit], channels.get(channel))) {
                    events[found++] = SlotMemory.event(slot(unit), channel);
                }
            }
        }
        return Arrays.copyOf(events, found);
    }
}
