package io.dimmer.judge.evidence;

import java.util.Arrays;

/**
 * For each of 65 536 slots the number of the newest epoch at the time of the slot's last event, or −1. Immutable: a
 * changed memory shares every page that it did not touch. 256 KiB when every slot had an event, 4 KiB when none had.
 *
 * <p>A slot is spent by any user that falls into it, whatever the arm: blind, hence valid, and only lossy when users
 * outnumber slots. Were (slot, arm) remembered, a slot of stable would soon hold more people than one of the canary, and
 * the arms would no longer be alike.
 */
final class SlotMemory {

    /** What a slot without an event answers. */
    static final int NEVER = -1;

    private static final int PAGE_BITS = 7;
    private static final int PAGE_SIZE = 1 << PAGE_BITS;
    private static final int PAGES = 65_536 >>> PAGE_BITS;
    private static final SlotMemory EMPTY = new SlotMemory(blank());

    /** Numbers are stored raised by one, so that a page of zeros stands for "never". */
    private final int[][] pages;

    private SlotMemory(int[][] pages) {
        this.pages = pages;
    }

    static SlotMemory empty() {
        return EMPTY;
    }

    private static int[][] blank() {
        int[][] pages = new int[PAGES][];
        Arrays.fill(pages, new int[PAGE_SIZE]);
        return pages;
    }

    /** The slot of a key: the highest 16 bits of its hash. */
    static int slot(long hash) {
        return (int) (hash >>> 48);
    }

    /** The number of the newest epoch at the time of the slot's last event. */
    int last(int slot) {
        return pages[slot >>> PAGE_BITS][slot & (PAGE_SIZE - 1)] - 1;
    }

    /** The memory after each of these slots had an event while {@code newest} was the newest epoch. */
    SlotMemory after(int[] slots, int newest) {
        int[][] changed = pages;
        for (int slot : slots) {
            if (changed[slot >>> PAGE_BITS][slot & (PAGE_SIZE - 1)] != newest + 1) {
                changed = changed == pages ? pages.clone() : changed;
                page(changed, slot >>> PAGE_BITS)[slot & (PAGE_SIZE - 1)] = newest + 1;
            }
        }
        return changed == pages ? this : new SlotMemory(changed);
    }

    private int[] page(int[][] changed, int index) {
        if (changed[index] == pages[index]) {
            changed[index] = pages[index].clone();
        }
        return changed[index];
    }
}
