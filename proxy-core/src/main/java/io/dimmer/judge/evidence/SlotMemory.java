package io.dimmer.judge.evidence;

import java.util.Arrays;

/**
 * For each of 65 536 slots and each channel the number of the newest epoch at the time of the slot's last event, or −1.
 * Immutable: a changed memory shares everything but the way to the slots that it touched. 4 bytes for each slot and
 * channel when every slot had an event, hardly anything when none had.
 *
 * <p>A slot is spent by any user that falls into it, whatever the arm: blind, hence valid, and only lossy when users
 * outnumber slots. Were (slot, arm) remembered, a slot of stable would soon hold more people than one of the canary, and
 * the arms would no longer be alike.
 */
final class SlotMemory {

    /** What a slot without an event answers. */
    static final int NEVER = -1;

    private static final int PAGE_BITS = 3;
    private static final int PAGE_SIZE = 1 << PAGE_BITS;
    private static final int SHELF_BITS = 6;
    private static final int SHELF_SIZE = 1 << SHELF_BITS;
    private static final int SHELVES = 65_536 >>> (PAGE_BITS + SHELF_BITS);

    private static final int AT_ONCE = 64;

    private static final int CHANNEL_BITS = 6;
    private static final int CHANNEL_MASK = (1 << CHANNEL_BITS) - 1;

    private final int channels;
    /**
     * Shelves of pages, and in a page the channels of a slot side by side: whoever looks up a slot asks for all of them,
     * and most slots are not in the processor's cache. Numbers are stored raised by one: zero stands for "never".
     */
    private final int[][][] shelves;

    private SlotMemory(int channels, int[][][] shelves) {
        this.channels = channels;
        this.shelves = shelves;
    }

    /** Of so many channels, none of which had an event. */
    static SlotMemory empty(int channels) {
        int[][] shelf = new int[SHELF_SIZE][];
        Arrays.fill(shelf, new int[PAGE_SIZE * channels]);
        int[][][] shelves = new int[SHELVES][][];
        Arrays.fill(shelves, shelf);
        return new SlotMemory(channels, shelves);
    }

    /** The slot of a key: the highest 16 bits of its hash. */
    static int slot(long hash) {
        return (int) (hash >>> 48);
    }

    /**
     * The number of the newest epoch at the time of the last event, for every channel of these slots: those of the first
     * slot, then those of the second, …
     */
    int[] lasts(int[] slots) {
        int[] lasts = new int[slots.length * channels];
        int[][] pages = new int[Math.min(slots.length, AT_ONCE)][];
        for (int from = 0; from < slots.length; from += AT_ONCE) {
            // First all the ways, then all the pages: neither is in the cache, and the processor waits for many at
            // once.
            int count = Math.min(slots.length - from, AT_ONCE);
            for (int i = 0; i < count; i++) {
                pages[i] = shelves[shelf(slots[from + i])][page(slots[from + i])];
            }
            for (int i = 0; i < count; i++) {
                copy(pages[i], slots[from + i], lasts, (from + i) * channels);
            }
        }
        return lasts;
    }

    private void copy(int[] page, int slot, int[] lasts, int to) {
        int cell = cell(slot, 0);
        for (int channel = 0; channel < channels; channel++) {
            lasts[to + channel] = page[cell + channel] - 1;
        }
    }

    private static int shelf(int slot) {
        return slot >>> (PAGE_BITS + SHELF_BITS);
    }

    private static int page(int slot) {
        return slot >>> PAGE_BITS & (SHELF_SIZE - 1);
    }

    private int cell(int slot, int channel) {
        return (slot & (PAGE_SIZE - 1)) * channels + channel;
    }

    /** An event of a channel on a slot, as {@link #after} takes it. */
    static int event(int slot, int channel) {
        return slot << CHANNEL_BITS | channel;
    }

    /**
     * The memory after these events while {@code newest} was the newest epoch.
     *
     * @param events each as {@link #event} makes it
     */
    SlotMemory after(int[] events, int newest) {
        int[][][] changed = shelves;
        for (int event : events) {
            int slot = event >>> CHANNEL_BITS;
            int cell = cell(slot, event & CHANNEL_MASK);
            if (changed[shelf(slot)][page(slot)][cell] != newest + 1) {
                changed = changed == shelves ? shelves.clone() : changed;
                own(changed, slot)[cell] = newest + 1;
            }
        }
        return changed == shelves ? this : new SlotMemory(channels, changed);
    }

    /** The page of a slot, which this memory does not see. */
    private int[] own(int[][][] changed, int slot) {
        int shelf = shelf(slot);
        int page = page(slot);
        int[][] pages = changed[shelf];
        if (pages == shelves[shelf]) {
            pages = pages.clone();
            changed[shelf] = pages;
        }
        if (pages[page] == shelves[shelf][page]) {
            pages[page] = pages[page].clone();
        }
        return pages[page];
    }
}
