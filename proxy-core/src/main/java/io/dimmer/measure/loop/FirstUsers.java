package io.dimmer.measure.loop;

import io.dimmer.exchange.Exchange;
import io.dimmer.judge.trial.ShareCount;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which version the first request of each slot of users got, within the newest split number that this loop has seen
 * ({@code statistics.md} §4.5). Confined to the loop.
 */
public final class FirstUsers {
    private byte @Nullable [] slots;
    private int split;

    FirstUsers() {}

    /** A request that was drawn by hash starts. */
    void started(Exchange exchange) {
        if (slots == null) {
            slots = ShareCount.slots();
        } else if (split != exchange.splitNumber()) {
            Arrays.fill(slots, (byte) 0);
        }
        split = exchange.splitNumber();
        ShareCount.started(slots, exchange.keyHash(), exchange.versionIndex());
    }

    /** A copy, or null when nobody came. */
    @Nullable Seen copy() {
        return slots == null ? null : new Seen(split, slots.clone());
    }

    /** What one loop saw under one split number. */
    public static final class Seen {
        private final int split;
        private final byte[] slots;

        private Seen(int split, byte[] slots) {
            this.split = split;
            this.slots = slots;
        }

        /** The split number. */
        public int split() {
            return split;
        }

        /** By slot, as {@link ShareCount} wants it. */
        public byte[] slots() {
            return slots;
        }
    }
}
