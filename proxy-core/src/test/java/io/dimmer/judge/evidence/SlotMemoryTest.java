package io.dimmer.judge.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SlotMemoryTest {
    private static final int CHANNELS = 5;
    private static final int SLOTS = 65_536;

    private final SlotMemory empty = SlotMemory.empty(CHANNELS);

    @Test
    void knowsTheNewestEpochOfASlotsLastEvent() {
        SlotMemory memory = after(after(empty, 0, 1, 3, 65_535), 7, 1, 3);
        assertThat(last(memory, 3, 1)).isEqualTo(7);
        assertThat(last(memory, 65_535, 1)).isEqualTo(0);
        assertThat(last(memory, 4, 1)).isEqualTo(SlotMemory.NEVER);
        assertThat(last(memory, 3, 0)).isEqualTo(SlotMemory.NEVER);
        assertThat(last(memory, 3, 2)).isEqualTo(SlotMemory.NEVER);
    }

    @Test
    void aChangeLeavesTheMemoryBeforeAsItWas() {
        SlotMemory before = after(empty, 1, 0, 3);
        SlotMemory after = after(before, 2, 0, 3, 4);
        assertThat(last(before, 3, 0)).isEqualTo(1);
        assertThat(last(before, 4, 0)).isEqualTo(SlotMemory.NEVER);
        assertThat(last(after, 4, 0)).isEqualTo(2);
        assertThat(last(empty, 3, 0)).isEqualTo(SlotMemory.NEVER);
    }

    @Test
    void nothingNewSharesTheWholeMemory() {
        SlotMemory memory = after(empty, 1, 4, 3);
        assertThat(after(memory, 1, 4, 3)).isSameAs(memory);
        assertThat(after(memory, 2, 4)).isSameAs(memory);
    }

    /** The twin is a plain table: every cell, after every step. */
    @Test
    void manyEventsAreRememberedAsInATable() {
        Random random = new Random(31);
        int[][] table = new int[SLOTS][CHANNELS];
        SlotMemory memory = empty;
        for (int epoch = 0; epoch < 20; epoch++) {
            int[] events = new int[2_000];
            for (int i = 0; i < events.length; i++) {
                int slot = random.nextInt(SLOTS);
                int channel = random.nextInt(CHANNELS);
                events[i] = SlotMemory.event(slot, channel);
                table[slot][channel] = epoch + 1;
            }
            memory = memory.after(events, epoch);
        }
        int[] lasts = memory.lasts(IntStream.range(0, SLOTS).toArray());
        for (int slot = 0; slot < SLOTS; slot++) {
            for (int channel = 0; channel < CHANNELS; channel++) {
                assertThat(last(memory, slot, channel)).isEqualTo(table[slot][channel] - 1);
                assertThat(lasts[slot * CHANNELS + channel]).isEqualTo(table[slot][channel] - 1);
            }
        }
    }

    @Test
    void slotsAreLookedUpInTheOrderInWhichTheyAreAskedFor() {
        SlotMemory memory = after(after(empty, 3, 0, 9), 5, 4, 2);
        assertThat(memory.lasts(new int[] {9, 2, 9}))
                .containsExactly(3, -1, -1, -1, -1, -1, -1, -1, -1, 5, 3, -1, -1, -1, -1);
        assertThat(memory.lasts(new int[0])).isEmpty();
    }

    @Test
    void slotIsTheHighestSixteenBits() {
        assertThat(SlotMemory.slot(0xABCD_0000_0000_0001L)).isEqualTo(0xABCD);
    }

    private static int last(SlotMemory memory, int slot, int channel) {
        return memory.lasts(new int[] {slot})[channel];
    }

    private static SlotMemory after(SlotMemory before, int newest, int channel, int... slots) {
        return before.after(
                Arrays.stream(slots)
                        .map(slot -> SlotMemory.event(slot, channel))
                        .toArray(),
                newest);
    }
}
