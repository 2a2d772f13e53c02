package io.dimmer.judge.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class ShareCountTest {

    @Test
    void aSlotCountsOnceForItsFirstRequest() {
        byte[] slots = ShareCount.slots();
        ShareCount.started(slots, 5L << 48, 1);
        ShareCount.started(slots, 5L << 48 | 77, 0);
        ShareCount.started(slots, 6L << 48, 0);
        ShareCount.started(slots, 7L << 48, 2);
        assertThat(ShareCount.of(List.of(slots), 0, 1, 0.05)).isEqualTo(new ShareCount(1, 1, 0.05));
    }

    @Test
    void aSlotThatSeveralLoopsSawCountsOnce() {
        byte[] one = ShareCount.slots();
        byte[] other = ShareCount.slots();
        ShareCount.started(one, 5L << 48, 1);
        ShareCount.started(other, 5L << 48, 0);
        ShareCount.started(other, -1L, 0);
        assertThat(ShareCount.of(List.of(one, other), 0, 1, 0.5)).isEqualTo(new ShareCount(1, 1, 0.5));
    }

    @Test
    void sharesAsConfiguredMatchAndOthersDoNot() {
        assertThat(drawn(0.05, 0.05, 200_000).mismatched()).isFalse();
        assertThat(drawn(0.06, 0.05, 200_000).mismatched()).isTrue();
        assertThat(drawn(0.02, 0.05, 3_000).mismatched()).isTrue();
        assertThat(drawn(0.05, 0.05, 100).mismatched()).isFalse();
    }

    @Test
    void aShareOfNothingOrEverythingIsNotCompared() {
        assertThat(new ShareCount(1_000, 1_000, 0).mismatched()).isFalse();
        assertThat(new ShareCount(1_000, 1_000, 1).mismatched()).isFalse();
    }

    private static ShareCount drawn(double truth, double share, int requests) {
        SplittableRandom random = new SplittableRandom(8);
        byte[] slots = ShareCount.slots();
        for (int i = 0; i < requests; i++) {
            ShareCount.started(slots, random.nextLong(), random.nextDouble() < truth ? 1 : 0);
        }
        return ShareCount.of(List.of(slots), 0, 1, share);
    }
}
