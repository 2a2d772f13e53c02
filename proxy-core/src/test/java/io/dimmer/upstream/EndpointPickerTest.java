package io.dimmer.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EndpointPickerTest {
    @Test
    void drawsEvenlyAndNeverTheSameTwice() {
        int[] drawn = new int[5];
        EndpointPicker picker = new EndpointPicker(List.of(), 3);
        for (int i = 0; i < 50_000; i++) {
            long pair = picker.drawTwo(5);
            int one = (int) (pair >>> 32);
            int other = (int) pair;
            assertThat(one).isNotEqualTo(other).isBetween(0, 4);
            assertThat(other).isBetween(0, 4);
            drawn[one]++;
            drawn[other]++;
        }
        for (int count : drawn) {
            assertThat(count).isBetween(19_000, 21_000);
        }
    }
}
