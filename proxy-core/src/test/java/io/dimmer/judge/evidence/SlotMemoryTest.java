package io.dimmer.judge.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SlotMemoryTest {

    @Test
    void knowsTheNewestEpochOfASlotsLastEvent() {
        SlotMemory memory = SlotMemory.empty().after(new int[] {3, 65_535}, 0).after(new int[] {3}, 7);
        assertThat(memory.last(3)).isEqualTo(7);
        assertThat(memory.last(65_535)).isEqualTo(0);
        assertThat(memory.last(4)).isEqualTo(SlotMemory.NEVER);
    }

    @Test
    void aChangeLeavesTheMemoryBeforeAsItWas() {
        SlotMemory before = SlotMemory.empty().after(new int[] {3}, 1);
        SlotMemory after = before.after(new int[] {3, 4}, 2);
        assertThat(before.last(3)).isEqualTo(1);
        assertThat(before.last(4)).isEqualTo(SlotMemory.NEVER);
        assertThat(after.last(4)).isEqualTo(2);
        assertThat(SlotMemory.empty().last(3)).isEqualTo(SlotMemory.NEVER);
    }

    @Test
    void nothingNewSharesTheWholeMemory() {
        SlotMemory memory = SlotMemory.empty().after(new int[] {3}, 1);
        assertThat(memory.after(new int[] {3}, 1)).isSameAs(memory);
        assertThat(memory.after(new int[0], 2)).isSameAs(memory);
    }

    @Test
    void slotIsTheHighestSixteenBits() {
        assertThat(SlotMemory.slot(0xABCD_0000_0000_0001L)).isEqualTo(0xABCD);
    }
}
